INSERT INTO person (id, name, email, age, city, manager_id, status, active, born, score) VALUES
 (1,'Anna','anna@example.com',34,'Kyiv',NULL,'active',1,'1990-02-28',1.5),
 (2,'bert','bert@example.com',51,'lviv',1,'closed',0,'1973-12-31',2.25),
 (3,'Clara',NULL,NULL,'Lviv',1,'new',1,NULL,NULL),
 (4,'dora','dora@example.com',28,NULL,2,'active',1,'1996-02-29',-3.75),
 (5,'Emil','EMIL@example.com',34,'Odesa',2,'new',0,'2000-01-01',0),
 (6,'ANNA','anna2@example.com',19,'kyiv',1,'active',1,'2005-06-15',10),
 (7,'O''Neil','oneil@example.com',45,'Kyiv',4,'closed',1,'1979-07-04',7.125);
INSERT INTO product (id, sku, title, price, weight, stock, flags, labels, parent_id) VALUES
 (1,'A-1','Red chair',49.90,5.5,10,1,'red',NULL),
 (2,'A-2','Blue chair',59.95,6.25,0,3,'blue',1),
 (3,'B-1','Table',199.00,30,4,6,'red,green',NULL),
 (4,'B-2','lamp 100%',19.99,NULL,25,0,'',3),
 (5,'C-1','under_score',5.00,0.5,100,7,'red,green,blue',3);
INSERT INTO sale (id, person_id, placed, total, discount, note, code) VALUES
 (1,1,'2024-01-15 10:30:00',109.85,10,'first','A1'),
 (2,1,'2024-02-29 23:59:59',199.00,NULL,NULL,'a2'),
 (3,2,'2024-03-01 00:00:00',39.98,5,'Gift','B10'),
 (4,4,'2024-12-31 12:00:00',5.00,0,'','10'),
 (5,5,'2023-12-31 08:15:30',259.90,NULL,'gift','9'),
 (6,1,'2024-03-15 10:30:00',0.00,3,'last',NULL);
INSERT INTO item (sale_id, line, product_id, quantity, price) VALUES
 (1,1,1,1,49.90),(1,2,2,1,59.95),(2,1,3,1,199.00),(3,1,4,2,19.99),(4,1,5,1,5.00),(5,1,3,1,199.90),(5,2,4,3,20.00);
INSERT INTO note (id, body, exact, number_text, list) VALUES
 (1,'Hello World','Hello World','12','a,b,c'),
 (2,'hello world','hello world','12abc','b,C,a'),
 (3,'straße','é',' 7.5','x'),
 (4,NULL,NULL,NULL,NULL),
 (5,'','','',''),
 (6,'a.b.c.d','a.b.c.d','-3','1,2,3'),
 (7,'The quick brown fox','fox 42 and 7','1e2','red,green'),
 (8,'  padded  ','  padded  ','007','a,,b');
INSERT INTO moment (id, d, dt, t, dt6, y, text_date) VALUES
 (1,'2024-01-01','2024-01-01 00:00:00','00:00:00','2024-01-01 00:00:00.000000',2024,'2024-01-01'),
 (2,'2024-02-29','2024-02-29 13:45:10','13:45:10','2024-02-29 13:45:10.123456',1999,'2024-02-29 13:45:10'),
 (3,'2023-12-31','2023-12-31 23:59:59','23:59:59','2023-12-31 23:59:59.999999',2023,'2023-12-31'),
 (4,NULL,NULL,NULL,NULL,NULL,NULL),
 (5,'2021-01-03','2021-01-03 06:07:08','06:07:08','2021-01-03 06:07:08.500000',2021,'2021-01-03'),
 (6,'2020-07-31','2020-07-31 12:00:00','12:00:00','2020-07-31 12:00:00.000001',2020,'2020-07-31');
INSERT INTO doc (id, j) VALUES
 (1,'{"a": 1, "b": {"c": "x"}, "list": [1, 2, 3]}'),
 (2,'{"a": 2.5, "b": {"c": "Y"}, "list": []}'),
 (3,'[10, 20, "thirty"]'),
 (4,NULL),
 (5,'{"a": null, "flag": true, "name": "Anna"}');
INSERT INTO tag (a, b, hits, label) VALUES (1,1,5,'one'),(1,2,3,'two'),(2,1,8,'three');
INSERT INTO counter (name, n, low, high) VALUES ('alpha',1,1,10),('beta',5,NULL,20),('gamma',9,3,NULL);
