// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf_marks.h"

#include "build_info.h"
#include "core/base/error.h"

#include <QString>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <memory>

namespace causeway::ui {
namespace {

using Handle = QPDFObjectHandle;

Handle text(const std::string& value) {
    return Handle::newUnicodeString(value);
}

Handle number(double value) {
    return Handle::newReal(value, 2, true);
}

bool isWebAddress(const std::string& target) {
    return target.rfind("https://", 0) == 0 || target.rfind("http://", 0) == 0;
}

class Finisher {
public:
    Finisher(QPDF& pdf, const PageMarks& marks) : pdf_(pdf), marks_(marks) {
        for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages())
            pages_.push_back(page.getObjectHandle());
    }

    void addLinks() {
        for (const PageLink& link : marks_.links) {
            Handle action = isWebAddress(link.target) ? webAction(link.target) : jumpAction(link.target);
            if (action.isNull() || std::size_t(link.page) > pages_.size())
                continue;
            Handle annotation = Handle::newDictionary();
            annotation.replaceKey("/Type", Handle::newName("/Annot"));
            annotation.replaceKey("/Subtype", Handle::newName("/Link"));
            annotation.replaceKey("/Border", Handle::parse("[0 0 0]"));
            annotation.replaceKey("/F", Handle::newInteger(4));
            Handle place = Handle::newArray();
            for (const double edge : {link.place.left(), kPageHeight - link.place.bottom(),
                                      link.place.right(), kPageHeight - link.place.top()})
                place.appendItem(number(edge));
            annotation.replaceKey("/Rect", place);
            annotation.replaceKey("/A", action);
            Handle page = pages_[std::size_t(link.page - 1)];
            if (!page.getKey("/Annots").isArray())
                page.replaceKey("/Annots", Handle::newArray());
            page.getKey("/Annots").appendItem(pdf_.makeIndirectObject(annotation));
        }
    }

    void addOutline() {
        if (marks_.outline.empty())
            return;
        Handle root = pdf_.makeIndirectObject(Handle::newDictionary());
        root.replaceKey("/Type", Handle::newName("/Outlines"));
        std::size_t next = 0;
        const int count = addChildren(root, next, 1);
        root.replaceKey("/Count", Handle::newInteger(count));
        pdf_.getRoot().replaceKey("/Outlines", root);
        pdf_.getRoot().replaceKey("/PageMode", Handle::newName("/UseOutlines"));
    }

private:
    Handle destination(const PagePlace& place) {
        Handle array = Handle::newArray();
        array.appendItem(pages_.at(std::size_t(place.page - 1)));
        array.appendItem(Handle::newName("/XYZ"));
        array.appendItem(Handle::newNull());
        array.appendItem(number(kPageHeight - place.y + 12));
        array.appendItem(Handle::newNull());
        return array;
    }

    Handle jumpAction(const std::string& target) {
        const auto found = marks_.anchors.find(target);
        if (found == marks_.anchors.end())
            return Handle::newNull();
        Handle action = Handle::newDictionary();
        action.replaceKey("/S", Handle::newName("/GoTo"));
        action.replaceKey("/D", destination(found->second));
        return action;
    }

    static Handle webAction(const std::string& target) {
        Handle action = Handle::newDictionary();
        action.replaceKey("/S", Handle::newName("/URI"));
        action.replaceKey("/URI", Handle::newString(target));
        return action;
    }

    /// Entries from `next` on that stand at `level` or deeper become children; returns how many were made.
    int addChildren(Handle parent, std::size_t& next, int level) {
        Handle previous;
        int count = 0;
        while (next < marks_.outline.size() && marks_.outline[next].level >= level) {
            const OutlineEntry& entry = marks_.outline[next++];
            Handle item = pdf_.makeIndirectObject(Handle::newDictionary());
            item.replaceKey("/Title", text(entry.title.toStdString()));
            item.replaceKey("/Parent", parent);
            item.replaceKey("/Dest", destination(entry.place));
            if (count == 0)
                parent.replaceKey("/First", item);
            else {
                previous.replaceKey("/Next", item);
                item.replaceKey("/Prev", previous);
            }
            parent.replaceKey("/Last", item);
            previous = item;
            ++count;
            const int below = addChildren(item, next, level + 1);
            if (below > 0)
                item.replaceKey("/Count", Handle::newInteger(-below)); // closed
        }
        return count;
    }

    QPDF& pdf_;
    const PageMarks& marks_;
    std::vector<Handle> pages_;
};

std::string xmlText(const std::string& value) {
    return QString::fromStdString(value).toHtmlEscaped().toStdString();
}

/// XMP in the words of its own specification (ISO 16684-1).
std::string xmp(const report::Document& document, const std::string& title, const std::string& iso) {
    std::string dates;
    if (!iso.empty())
        dates = "<xmp:CreateDate>" + iso + "</xmp:CreateDate><xmp:ModifyDate>" + iso + "</xmp:ModifyDate>";
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
           "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
           "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">"
           "<dc:format>application/pdf</dc:format>"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           xmlText(title) +
           "</rdf:li></rdf:Alt></dc:title>"
           "<dc:creator><rdf:Seq><rdf:li>" +
           xmlText(document.cover.consultancy) +
           "</rdf:li></rdf:Seq></dc:creator>"
           "<dc:language><rdf:Bag><rdf:li>" +
           xmlText(document.language) + "</rdf:li></rdf:Bag></dc:language>" + dates +
           "<xmp:CreatorTool>Causeway " + kVersion + "</xmp:CreatorTool><pdf:Producer>Causeway " + kVersion +
           "</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

void setMetadata(QPDF& pdf, const report::Document& document) {
    const std::string title = document.cover.client.empty()
                                  ? document.cover.title
                                  : document.cover.client + ": " + document.cover.title;
    const std::string iso = document.snapshotTaken ? toIso(*document.snapshotTaken) : std::string();
    Handle info = Handle::newDictionary();
    info.replaceKey("/Title", text(title));
    info.replaceKey("/Author", text(document.cover.consultancy));
    info.replaceKey("/Subject", text(document.cover.subtitle));
    info.replaceKey("/Creator", text(std::string("Causeway ") + kVersion));
    info.replaceKey("/Producer", text(std::string("Causeway ") + kVersion));
    if (iso.size() >= 19) {
        std::string date = "D:";
        for (const char c : iso.substr(0, 19))
            if (c >= '0' && c <= '9')
                date += c;
        info.replaceKey("/CreationDate", Handle::newString(date + "Z"));
        info.replaceKey("/ModDate", Handle::newString(date + "Z"));
    }
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    Handle metadata = Handle::newStream(&pdf, xmp(document, title, iso));
    metadata.getDict().replaceKey("/Type", Handle::newName("/Metadata"));
    metadata.getDict().replaceKey("/Subtype", Handle::newName("/XML"));
    Handle root = pdf.getRoot();
    root.replaceKey("/Metadata", metadata);
    root.replaceKey("/Lang", text(document.language));
    root.replaceKey("/ViewerPreferences", Handle::parse("<< /DisplayDocTitle true >>"));
}

} // namespace

QByteArray finishPdf(const QByteArray& drawn, const report::Document& document, const PageMarks& marks) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("report", drawn.constData(), std::size_t(drawn.size()));
        Finisher finisher(pdf, marks);
        finisher.addLinks();
        finisher.addOutline();
        setMetadata(pdf, document);
        pdf.getTrailer().removeKey(
            "/ID"); // newer Qt draws it at random, and the writer would keep its first half
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.write();
        const std::unique_ptr<Buffer> buffer(writer.getBuffer());
        return QByteArray(reinterpret_cast<const char*>(buffer->getBuffer()), qsizetype(buffer->getSize()));
    } catch (const std::exception& e) {
        throw Error(ErrorCode::Internal, "the report's PDF could not be finished", e.what());
    }
}

} // namespace causeway::ui
