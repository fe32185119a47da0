"""Citations in Spanish, French and Arabic: what the recogniser reads in sentences of our own."""

import pytest

from rightsgraph.cite import Paragraph, Reader

HRC = "CCPR/C/134/D/2841/2016"
TORTURE = "CAT/C/70/D/850/2017"
WOMEN = "CEDAW/C/75/D/131/2018"
CHILD = "CRC/C/86/D/51/2018"
SOCIAL = "E/C.12/69/D/54/2018"
COUNCIL = "A/HRC/40/60"
ASSEMBLY = "A/74/160"

SPANISH = {
    "El Comité recuerda que el artículo 14, párrafo 3 g), del Pacto ampara a toda persona"
    " acusada.": (
        HRC, {"treaty:CCPR/art/14": {"14(3)(g)"}}),
    "El autor invoca los artículos 2, párr. 3, y 7 del Pacto.": (
        HRC, {"treaty:CCPR/art/2": {"2(3)"}, "treaty:CCPR/art/7": set()}),
    "La autora alega una violación de los artículos 7, 9 y 10, párrafo 1, del Pacto.": (
        HRC, {"treaty:CCPR/art/7": set(), "treaty:CCPR/art/9": set(),
              "treaty:CCPR/art/10": {"10(1)"}}),
    "Véase la observación general núm. 31 (2004), párr. 8.": (HRC, {"gc:CCPR/31": {"8"}}),
    "El Comité se remite a su observación general núm. 20, párrs. 12 a 14.": (
        SOCIAL, {"gc:CESCR/20": {"12-14"}}),
    "En su recomendación general núm. 35 (2017), el Comité subrayó la diligencia debida.": (
        WOMEN, {"gc:CEDAW/35": set()}),
    "El Comité para la Eliminación de la Discriminación contra la Mujer aprobó la recomendación"
    " general núm. 19, párr. 9.": (COUNCIL, {"gc:CEDAW/19": {"9"}}),
    "Recomendaciones generales núms. 28 y 33 del Comité para la Eliminación de la Discriminación"
    " contra la Mujer.": (COUNCIL, {"gc:CEDAW/28": set(), "gc:CEDAW/33": set()}),
    "Corte Interamericana de Derechos Humanos, caso González y otras (Campo Algodonero) vs. México,"
    " sentencia de 16 de noviembre de 2009, serie C núm. 205, párr. 400.": (
        ASSEMBLY, {"case:IACtHR/C/205": {"400"}}),
    "Corte Interamericana de Derechos Humanos, Velásquez Rodríguez vs. Honduras, sentencia de 29 de"
    " julio de 1988, párr. 172.": (
        ASSEMBLY, {"case:IACtHR/name:Velásquez Rodríguez v. Honduras": {"172"}}),
    "Véase la comunicación núm. 1011/2001, Madafferi c. Australia, dictamen aprobado el 26 de julio"
    " de 2004, párr. 9.7.": (HRC, {"comm:CCPR/1011/2001": {"9.7"}}),
    "Véanse las comunicaciones núms. 1153/2003, K. N. L. H. c. el Perú, y 1608/2007, L. M. R. c. la"
    " Argentina.": (HRC, {"comm:CCPR/1153/2003": set(), "comm:CCPR/1608/2007": set()}),
    "Tribunal Europeo de Derechos Humanos, Soering c. el Reino Unido (demanda núm. 14038/88), párr."
    " 91.": (TORTURE, {"case:ECtHR/14038/88": {"91"}}),
    "El Tribunal Europeo de Derechos Humanos, en el asunto Jalloh c. Alemania, llegó a la misma"
    " conclusión.": (ASSEMBLY, {"case:ECtHR/name:Jalloh v. Alemania": set()}),
    "De conformidad con el artículo 5, párrafo 2 b), del Protocolo Facultativo, el Comité se"
    " cercioró"
    " de ello.": (HRC, {"treaty:CCPR-OP1/art/5": {"5(2)(b)"}}),
    "El artículo 3 de la Convención prohíbe la devolución.": (TORTURE, {"treaty:CAT/art/3": set()}),
    "La Comisión examinó el artículo 8, apartado 1, de la Convención Americana sobre Derechos"
    " Humanos.": (ASSEMBLY, {"treaty:ACHR/art/8": {"8(1)"}}),
    "Conforme al párrafo 3 del artículo 2 del Pacto, el Estado parte debe ofrecer reparación.": (
        HRC, {"treaty:CCPR/art/2": {"2(3)"}}),
    "El artículo 12 2) c) del Pacto Internacional de Derechos Económicos, Sociales y Culturales.": (
        COUNCIL, {"treaty:CESCR/art/12": {"12(2)(c)"}}),
    "En su resolución 70/175, la Asamblea General aprobó las reglas revisadas.": (
        COUNCIL, {"res:A/RES/70/175": set()}),
    "Resolución 16/23 del Consejo de Derechos Humanos, párr. 7 a).": (
        ASSEMBLY, {"res:A/HRC/RES/16/23": {"7(a)"}}),
    "La resolución 1325 (2000) del Consejo de Seguridad y la resolución 1997/30 del Consejo"
    " Económico y Social.": (ASSEMBLY, {"res:S/RES/1325": set(), "res:E/RES/1997/30": set()}),
    "Véase CEDAW/C/MEX/CO/7-8, párrs. 18 f) y 19 c).": (
        ASSEMBLY, {"doc:CEDAW/C/MEX/CO/7-8": {"18(f)", "19(c)"}}),
    "A/HRC/31/57, párrs. 23, 25 y 30 a 32.": (
        ASSEMBLY, {"doc:A/HRC/31/57": {"23", "25", "30-32"}}),
    "Caso de los Hermanos Gómez Paquiyauri vs. Perú, Corte Interamericana de Derechos Humanos,"
    " serie"
    " C núm. 110.": (ASSEMBLY, {"case:IACtHR/C/110": set()}),
    "Regla 45 de las Reglas Nelson Mandela.": (ASSEMBLY, {"rule:MANDELA/45": set()}),
    "El Comité contra la Tortura, en su observación general núm. 4 (2017), párr. 11, lo aclara.": (
        COUNCIL, {"gc:CAT/4": {"11"}}),
    "Comité de los Derechos del Niño, observación general núm. 14 (2013), párrs. 36 a 40;"
    " Convención"
    " sobre los Derechos del Niño, art. 3.": (
        COUNCIL, {"gc:CRC/14": {"36-40"}, "treaty:CRC/art/3": set()}),
    "El Comité recuerda su jurisprudencia y observa que, con arreglo al artículo 2 del Protocolo"
    " Facultativo, el autor agotó los recursos. El Estado parte invoca los artículos 21 y 104 de la"
    " Constitución y el artículo 5 del Código de Procedimiento Penal.": (
        HRC, {"treaty:CCPR-OP1/art/2": set()}),
    "El Comité, actuando en virtud del artículo 7, párrafo 3, del Protocolo Facultativo de la"
    " Convención sobre la Eliminación de Todas las Formas de Discriminación contra la Mujer,"
    " dictamina"
    " que se violaron los artículos 2 b) a f), 5 a) y 16, párr. 1 d), de la Convención.": (
        WOMEN, {"treaty:CEDAW-OP/art/7": {"7(3)"}, "treaty:CEDAW/art/2": {"2(b)-(f)"},
                "treaty:CEDAW/art/5": {"5(a)"}, "treaty:CEDAW/art/16": {"16(1)(d)"}}),
    "Artículo 6 1) del Pacto, leído conjuntamente con el artículo 2 3).": (
        HRC, {"treaty:CCPR/art/6": {"6(1)"}, "treaty:CCPR/art/2": {"2(3)"}}),
    "El Comité remite a los párrafos 8 y 9 de su observación general núm. 13 (véanse los párrs."
    " 3 y 4"
    " más arriba).": (SOCIAL, {"gc:CESCR/13": {"8", "9"}}),
    "Tribunal Europeo de Derechos Humanos, asunto Kiyutin c. Rusia, demanda núm. 2700/10,"
    " sentencia de"
    " 10 de marzo de 2011, párrs. 63 y 64; Corte Interamericana de Derechos Humanos, caso Atala"
    " Riffo"
    " y niñas vs. Chile, serie C núm. 239, párr. 91.": (
        ASSEMBLY, {"case:ECtHR/2700/10": {"63", "64"}, "case:IACtHR/C/239": {"91"}}),
    "En su opinión consultiva OC-18/03, la Corte Interamericana de Derechos Humanos sostuvo que el"
    " principio es de jus cogens (párr. 101).": (ASSEMBLY, {"case:IACtHR/A/18": {"101"}}),
    "El artículo 97 del reglamento del Comité se aplicó al caso.": (
        HRC, {"rule:CCPR-ROP/97": set()}),
    "Véase también el informe A/HRC/37/50, anexo II, y el documento CCPR/C/ESP/CO/6, párr. 21"
    " b).": (
        ASSEMBLY, {"doc:A/HRC/37/50": {"annex II"}, "doc:CCPR/C/ESP/CO/6": {"21(b)"}}),
    "Asamblea General, resoluciones 60/147 y 65/229.": (
        COUNCIL, {"res:A/RES/60/147": set(), "res:A/RES/65/229": set()}),
    "El artículo 19 de la Declaración Universal de Derechos Humanos y los artículos 31 y 32 de la"
    " Convención de Viena sobre el Derecho de los Tratados.": (
        ASSEMBLY, {"treaty:UDHR/art/19": set(), "treaty:VCLT/art/31": set(),
                   "treaty:VCLT/art/32": set()}),
}  # fmt: skip

FRENCH = {
    "L'auteur invoque l'article 7 du Pacte.": (HRC, {"treaty:CCPR/art/7": set()}),
    "Le paragraphe 2 de l'article 6 du Pacte limite la peine de mort.": (
        HRC, {"treaty:CCPR/art/6": {"6(2)"}}),
    "Il y a eu violation des articles 9 (par. 1 et 3) et 14 (par. 3 c)) du Pacte.": (
        HRC, {"treaty:CCPR/art/9": {"9(1)", "9(3)"}, "treaty:CCPR/art/14": {"14(3)(c)"}}),
    "Les faits font apparaître une violation de l'article 14, paragraphe 3 d), du Pacte.": (
        HRC, {"treaty:CCPR/art/14": {"14(3)(d)"}}),
    "Les articles 2 (3) a), 7 et 17 du Pacte sont en cause.": (
        HRC, {"treaty:CCPR/art/2": {"2(3)(a)"}, "treaty:CCPR/art/7": set(),
              "treaty:CCPR/art/17": set()}),
    "Voir l'observation générale no 36 (2018), par. 25.": (HRC, {"gc:CCPR/36": {"25"}}),
    "Dans sa recommandation générale no 28 (2010), le Comité a précisé les obligations.": (
        WOMEN, {"gc:CEDAW/28": set()}),
    "Observations générales nos 3 et 14 du Comité des droits économiques, sociaux et culturels.": (
        COUNCIL, {"gc:CESCR/3": set(), "gc:CESCR/14": set()}),
    "Cour européenne des droits de l'homme, affaire Soering c. Royaume-Uni (requête no 14038/88),"
    " par. 88.": (TORTURE, {"case:ECtHR/14038/88": {"88"}}),
    "La Cour européenne des droits de l'homme a statué dans l'affaire Selmouni c. France.": (
        ASSEMBLY, {"case:ECtHR/name:Selmouni v. France": set()}),
    "Communication no 1011/2001, Madafferi c. Australie, constatations adoptées le 26 juillet 2004,"
    " par. 9.2.": (HRC, {"comm:CCPR/1011/2001": {"9.2"}}),
    "Voir les communications nos 146/1983 et 148 à 154/1983, Baboeram et consorts c. Suriname.": (
        HRC, {"comm:CCPR/146/1983": set()}),
    "L'article 3 de la Convention interdit l'expulsion.": (TORTURE, {"treaty:CAT/art/3": set()}),
    "Aux termes de l'alinéa b) du paragraphe 2 de l'article 5 du Protocole facultatif, la"
    " requête est"
    " recevable.": (HRC, {"treaty:CCPR-OP1/art/5": {"5(2)(b)"}}),
    "L'article 19, par. 3, du Pacte international relatif aux droits civils et politiques.": (
        COUNCIL, {"treaty:CCPR/art/19": {"19(3)"}}),
    "Dans sa résolution 70/175, l'Assemblée générale a adopté les règles révisées.": (
        COUNCIL, {"res:A/RES/70/175": set()}),
    "La résolution 16/23 du Conseil des droits de l'homme et la résolution 68/156 de l'Assemblée"
    " générale.": (ASSEMBLY, {"res:A/HRC/RES/16/23": set(), "res:A/RES/68/156": set()}),
    "Résolution 1325 (2000) du Conseil de sécurité.": (ASSEMBLY, {"res:S/RES/1325": set()}),
    "Voir CAT/C/FRA/CO/7, par. 8 et 9 a).": (ASSEMBLY, {"doc:CAT/C/FRA/CO/7": {"8", "9(a)"}}),
    "A/HRC/34/54, par. 17 à 26 et annexe II.": (ASSEMBLY, {"doc:A/HRC/34/54": {"17-26"}}),
    "L'article 3 de la Convention européenne des droits de l'homme et l'article 5 de la Charte"
    " africaine des droits de l'homme et des peuples.": (
        ASSEMBLY, {"treaty:ECHR/art/3": set(), "treaty:ACHPR-CHARTER/art/5": set()}),
    "Article 37 de la Convention relative aux droits de l'enfant, al. b).": (
        COUNCIL, {"treaty:CRC/art/37": set()}),
    "Cour interaméricaine des droits de l'homme, affaire Velásquez Rodríguez c. Honduras, arrêt"
    " du 29"
    " juillet 1988, série C no 4, par. 166.": (ASSEMBLY, {"case:IACtHR/C/4": {"166"}}),
    "Les Règles Nelson Mandela (règle 43) interdisent l'isolement prolongé.": (
        ASSEMBLY, {"rule:MANDELA/43": set()}),
    "Le Comité, agissant en vertu de l'article 5 (par. 4) du Protocole facultatif, constate une"
    " violation de l'article 9 (par. 1, 2 et 5), lu conjointement avec l'article 2 (par. 3), du"
    " Pacte.": (
        HRC, {"treaty:CCPR-OP1/art/5": {"5(4)"}, "treaty:CCPR/art/9": {"9(1)", "9(2)", "9(5)"},
              "treaty:CCPR/art/2": {"2(3)"}}),
    "Aux termes des articles 12, 13 et 16 de la Convention, une enquête s'impose. L'État partie"
    " renvoie à l'article 40 de la loi du 29 juillet 1881 et aux articles 8 et 9 de sa"
    " Constitution.": (
        TORTURE, {"treaty:CAT/art/12": set(), "treaty:CAT/art/13": set(),
              "treaty:CAT/art/16": set()}),
    "Voir observation générale no 14 (2013) du Comité des droits de l'enfant, par. 6 a) à c), et"
    " article 3 (par. 1) de la Convention relative aux droits de l'enfant.": (
        COUNCIL, {"gc:CRC/14": {"6(a)-(c)"}, "treaty:CRC/art/3": {"3(1)"}}),
    "Le Comité renvoie aux paragraphes 25 et 26 de son observation générale no 35 (voir par. 4"
    " ci-dessus).": (HRC, {"gc:CCPR/35": {"25", "26"}}),
    "Cour européenne des droits de l'homme, Saadi c. Italie, requête no 37201/06, arrêt du 28"
    " février"
    " 2008, par. 125 ; Chahal c. Royaume-Uni, requête no 22414/93, par. 80.": (
        TORTURE, {"case:ECtHR/37201/06": {"125"}, "case:ECtHR/22414/93": {"80"}}),
    "Comité contre la torture, communication no 233/2003, Agiza c. Suède, décision adoptée le 20"
    " mai"
    " 2005, par. 13.4.": (COUNCIL, {"comm:CAT/233/2003": {"13.4"}}),
    "L'article 92 du règlement intérieur du Comité a été invoqué.": (
        HRC, {"rule:CCPR-ROP/92": set()}),
    "Le paragraphe 1 a) de l'article 14 de la Convention sur l'élimination de toutes les formes de"
    " discrimination à l'égard des femmes.": (COUNCIL, {"treaty:CEDAW/art/14": {"14(1)(a)"}}),
    "Assemblée générale, résolutions 60/147 et 65/229 ; Conseil économique et social, résolution"
    " 1996/31.": (
        COUNCIL, {"res:A/RES/60/147": set(), "res:A/RES/65/229": set(),
              "res:E/RES/1996/31": set()}),
    "Selon l'article 31 de la Convention de Vienne sur le droit des traités et l'article 103 de la"
    " Charte des Nations Unies.": (
        ASSEMBLY, {"treaty:VCLT/art/31": set(), "treaty:CHARTER-UN/art/103": set()}),
    "Voir A/HRC/25/60, annexe I, et CRPD/C/FRA/CO/1, par. 10 b).": (
        ASSEMBLY, {"doc:A/HRC/25/60": {"annex I"}, "doc:CRPD/C/FRA/CO/1": {"10(b)"}}),
    "La Cour européenne a rejeté la requête. La Cour a jugé le grief tiré de l'article 13 de la"
    " Convention"
    " manifestement mal fondé.": (HRC, {"treaty:ECHR/art/13": set()}),
    "La définition figure à l'article premier de la Convention.": (
        TORTURE, {"treaty:CAT/art/1": set()}),
    "L'observation générale no 32 (2007) sur l'article 14 précise cette notion.": (
        HRC, {"gc:CCPR/32": set()}),
    "Le Comité doit, conformément à l'article 97 de son règlement intérieur, statuer sur la"
    " recevabilité.": (HRC, {"rule:CCPR-ROP/97": set()}),
    "Conformément au paragraphe 2 a) de l'article 5 du Protocole facultatif, rien ne s'y oppose.": (
        HRC, {"treaty:CCPR-OP1/art/5": {"5(2)(a)"}}),
}  # fmt: skip

ARABIC = {
    "تكفل المادة 14 من العهد الحق في محاكمة عادلة.": (HRC, {"treaty:CCPR/art/14": set()}),
    "يدعي صاحب البلاغ انتهاك المادتين 7 و10(1) من العهد.": (
        HRC, {"treaty:CCPR/art/7": set(), "treaty:CCPR/art/10": {"10(1)"}}),
    "تتناول المادتان ٧ و١٠(١) من العهد معاملة السجناء.": (
        HRC, {"treaty:CCPR/art/7": set(), "treaty:CCPR/art/10": {"10(1)"}}),
    "خلصت اللجنة إلى انتهاك المادة 14 (3) (ز) من العهد.": (
        HRC, {"treaty:CCPR/art/14": {"14(3)(g)"}}),
    "وقع انتهاك للمادة ٩، الفقرتان ١ و٣، من العهد.": (
        HRC, {"treaty:CCPR/art/9": {"9(1)", "9(3)"}}),
    "تنص الفقرة 3 من المادة 2 من العهد على سبيل انتصاف فعال.": (
        HRC, {"treaty:CCPR/art/2": {"2(3)"}}),
    "انظر التعليق العام رقم 31 (2004)، الفقرة 8.": (HRC, {"gc:CCPR/31": {"8"}}),
    "ورد ذلك في التعليق العام رقم ٣٦ (٢٠١٨)، الفقرات ٢٤-٢٦.": (HRC, {"gc:CCPR/36": {"24-26"}}),
    "التعليقان العامان رقم 3 ورقم 14 للجنة المعنية بالحقوق الاقتصادية والاجتماعية والثقافية.": (
        COUNCIL, {"gc:CESCR/3": set(), "gc:CESCR/14": set()}),
    "وأشارت اللجنة إلى التوصية العامة رقم 35 (2017).": (WOMEN, {"gc:CEDAW/35": set()}),
    "اعتُمد قرار الجمعية العامة 70/175 بتوافق الآراء.": (ASSEMBLY, {"res:A/RES/70/175": set()}),
    "عملا بقرار الجمعية العامة ٧٠/١٧٥ وقرار مجلس حقوق الإنسان ١٨/١٤.": (
        COUNCIL, {"res:A/RES/70/175": set(), "res:A/HRC/RES/18/14": set()}),
    "اعتمد المجلس قراره 16/23 بشأن التعذيب.": (COUNCIL, {"res:A/HRC/RES/16/23": set()}),
    "قرار مجلس الأمن 1325 (2000).": (ASSEMBLY, {"res:S/RES/1325": set()}),
    "قرار المجلس الاقتصادي والاجتماعي 1997/30.": (ASSEMBLY, {"res:E/RES/1997/30": set()}),
    "انظر البلاغ رقم 1011/2001، مادافيري ضد أستراليا، الفقرة 9-7.": (
        HRC, {"comm:CCPR/1011/2001": {"9.7"}}),
    "انظر البلاغين رقم 1153/2003 و1608/2007.": (
        HRC, {"comm:CCPR/1153/2003": set(), "comm:CCPR/1608/2007": set()}),
    "المحكمة الأوروبية لحقوق الإنسان، قضية سورينغ ضد المملكة المتحدة (الطلب رقم 14038/88)، الفقرة"
    " 91.": (TORTURE, {"case:ECtHR/14038/88": {"91"}}),
    "قضت محكمة البلدان الأمريكية لحقوق الإنسان في قضية فيلاسكيس رودريغيس ضد هندوراس بغير ذلك.": (
        ASSEMBLY, {"case:IACtHR/name:فيلاسكيس رودريغيس ضد هندوراس": set()}),
    "تحظر المادة 3 من الاتفاقية الإعادة القسرية.": (TORTURE, {"treaty:CAT/art/3": set()}),
    "بموجب المادة 5، الفقرة 2 (ب)، من البروتوكول الاختياري.": (
        HRC, {"treaty:CCPR-OP1/art/5": {"5(2)(b)"}}),
    "المادة 37 (أ) من اتفاقية حقوق الطفل.": (COUNCIL, {"treaty:CRC/art/37": {"37(a)"}}),
    "انظر A/HRC/31/57، الفقرتان 23 و57.": (ASSEMBLY, {"doc:A/HRC/31/57": {"23", "57"}}),
    "انظر CEDAW/C/MEX/CO/7-8، الفقرتان ١٨(و) و١٩(ج).": (
        ASSEMBLY, {"doc:CEDAW/C/MEX/CO/7-8": {"18(f)", "19(c)"}}),
    "يكفل العهد الدولي الخاص بالحقوق المدنية والسياسية ذلك في المادة 9 منه.": (
        COUNCIL, {"treaty:CCPR/art/9": set()}),
    "المادة ٢(هـ) من اتفاقيـة القضـاء على جميع أشكال التمييز ضد المرأة.": (
        COUNCIL, {"treaty:CEDAW/art/2": {"2(e)"}}),
    "المواد 6 و7 و14 (الفقرة 1) من العهد.": (
        HRC, {"treaty:CCPR/art/6": set(), "treaty:CCPR/art/7": set(),
              "treaty:CCPR/art/14": {"14(1)"}}),
    "ولاحظت اللجنة المعنية بحقوق الإنسان، في تعليقها العام رقم 20، أن الحظر مطلق.": (
        COUNCIL, {"gc:CCPR/20": set()}),
    "وترى اللجنة، إذ تتصرف بموجب الفقرة 4 من المادة 5 من البروتوكول الاختياري الملحق بالعهد الدولي"
    " الخاص بالحقوق المدنية والسياسية، أن هناك انتهاكا للمادة 7، مقروءة بالاقتران مع المادة 2(3) من"
    " العهد.": (
        HRC, {"treaty:CCPR-OP1/art/5": {"5(4)"}, "treaty:CCPR/art/7": set(),
              "treaty:CCPR/art/2": {"2(3)"}}),
    "واستندت الدولة الطرف إلى المادة 12 من الدستور والمادة 7 من قانون العقوبات، بينما احتج صاحب"
    " البلاغ بالمادة 19 من العهد.": (HRC, {"treaty:CCPR/art/19": set()}),
    "تنص المادة ١٤، الفقرة ٣(ز)، والمادة ١٧ من العهد على ذلك.": (
        HRC, {"treaty:CCPR/art/14": {"14(3)(g)"}, "treaty:CCPR/art/17": set()}),
    "وفقا لاتفاقية مناهضة التعذيب، ولا سيما المادتين ١ و١٦ منها.": (
        COUNCIL, {"treaty:CAT/art/1": set(), "treaty:CAT/art/16": set()}),
    "المادة 5(أ) من اتفاقية القضاء على جميع أشكال التمييز ضد المرأة والتوصية العامة رقم 19 للجنة"
    " المعنية بالقضاء على التمييز ضد المرأة.": (
        ASSEMBLY, {"treaty:CEDAW/art/5": {"5(a)"}, "gc:CEDAW/19": set()}),
    "محكمة البلدان الأمريكية لحقوق الإنسان، قضية غونزاليس وأوتراس (كامبو ألغودونيرو) ضد المكسيك،"
    " الحكم الصادر في 16 تشرين الثاني/نوفمبر 2009، السلسلة جيم، العدد 205، الفقرة 400.": (
        ASSEMBLY, {"case:IACtHR/C/205": {"400"}}),
    "لجنة مناهضة التعذيب، البلاغ رقم ٢٣٣/٢٠٠٣، عجيزة ضد السويد، الفقرة ١٣-٤.": (
        COUNCIL, {"comm:CAT/233/2003": {"13.4"}}),
    "انظر البلاغ رقم ٢٠٠١/١٠١١، مادافيري ضد أستراليا.": (HRC, {"comm:CCPR/1011/2001": set()}),
    "المادة 69(2) من النظام الداخلي لمحكمة البلدان الأمريكية لحقوق الإنسان.": (
        COUNCIL, {"rule:IACtHR-ROP/69": {"69(2)"}}),
    "طلبت الجمعية العامة، في قراريها 60/147 و65/229، إلى الدول (انظر الفقرتين 5 و6 أعلاه).": (
        ASSEMBLY, {"res:A/RES/60/147": set(), "res:A/RES/65/229": set()}),
    "انظر A/HRC/37/50، المرفق الأول، وCCPR/C/MAR/CO/6، الفقرة 24(ب).": (
        ASSEMBLY, {"doc:A/HRC/37/50": {"annex I"}, "doc:CCPR/C/MAR/CO/6": {"24(b)"}}),
    "المادة ٣٧(د) من اتفاقية\nحقوق الطـفل والمادة ٩ من العهد الدولي الخاص\nبالحقوق المدنية"
    " والسياسية.": (
        ASSEMBLY, {"treaty:CRC/art/37": {"37(d)"}, "treaty:CCPR/art/9": set()}),
    "ﺍﳌﺎﺩﺓ ١٤ ﻣﻦ ﺍﻟﻌﻬﺪ.": (HRC, {"treaty:CCPR/art/14": set()}),
    "المواد 6 إلى 9 من العهد.": (
        HRC, {f"treaty:CCPR/art/{number}": set() for number in (6, 7, 8, 9)}),
}  # fmt: skip

# As extraction stores what looks right on the page: a line each, its pieces from the left.
DAMAGED = {
    " إلى المفوضة تقريرا      ١٨/١٤طلب مجلس حقوق الإنسان في قراره         - ٥": (
        COUNCIL, {"res:A/HRC/RES/18/14": set()}),
    " إلى ،١٢/١٥ و٦/٢٠ في قراريه ،وطلب مجلس حقوق الإنسان": (
        COUNCIL, {"res:A/HRC/RES/6/20": set(), "res:A/HRC/RES/12/15": set()}),
    "من العهد في هذه الحالة   ) ١(١٠وانتهكت الدولة المادة ": (
        HRC, {"treaty:CCPR/art/10": {"10(1)"}}),
    " )٣( CEDAW/C/PER/CO/7-8 ١٢، الفقرتان)أ(١٤و) د.( ": (
        COUNCIL, {"doc:CEDAW/C/PER/CO/7-8": {"12(a)", "14(d)"}}),
    " )٩( A/HRC/31/57 ٤١ و٣٨، الفقرتان. ": (ASSEMBLY, {"doc:A/HRC/31/57": {"38", "41"}}),
    " .، المرفق الثانيA/67/300انظر  )٤(": (COUNCIL, {"doc:A/67/300": {"annex II"}}),
    "في دورته السبعين ،١٧٥/٧٠اعتمدت الجمعية العامة القرار ": (
        COUNCIL, {"res:A/RES/70/175": set()}),
    ". من العهد٧وخلصت اللجنة إلى انتهاك المادة ": (HRC, {"treaty:CCPR/art/7": set()}),
    " ).٢٠٠٤ (٣١التعليق العام رقم  انظر )٦(": (HRC, {"gc:CCPR/31": set()}),
    "من الاتفاقـية مخاطر التعذيب    ٣وتتناول المـادة    - ٧": (
        TORTURE, {"treaty:CAT/art/3": set()}),
    "من العهد في نظر اللجنة ١٩ و١٧وهو ما ينتهك المادتين ": (
        HRC, {"treaty:CCPR/art/17": set(), "treaty:CCPR/art/19": set()}),
    " بشأن المدافعين ٦٨/١٨١وإذ تشير إلى قرار الجمعية العامة \n ،وترحب بالتقارير - ٣": (
        COUNCIL, {"res:A/RES/68/181": set()}),
    ". ٢٦-٢٤، الفقرات  A/HRC/31/57انظر  )٧(": (ASSEMBLY, {"doc:A/HRC/31/57": {"24-26"}}),
    "انظر A/HRC/31/57، الفقرات ٢٦-٢٤.": (ASSEMBLY, {"doc:A/HRC/31/57": {"24-26"}}),
}  # fmt: skip

NO_CITATIONS = {
    "es": [
        "El artículo 123 del Código Penal tipifica el delito.",
        "Según el artículo 5 de la Ley núm. 26.842, la pena aumenta.",
        "El artículo 20 de la Constitución garantiza el amparo.",
        "Las organizaciones denunciaron la violencia contra México y contra la mujer.",
        "El Decreto núm. 14/2005 fue derogado.",
        "La Corte Suprema resolvió el caso núm. 45/2010, Pérez c. Ministerio del Interior.",
        "El artículo 3 de la Convención de las Naciones Unidas contra la Corrupción.",
        "En virtud de los artículos 8 y 9 de la Ley Orgánica 1/2004, se dictó la orden.",
    ],
    "fr": [
        "L'article 5 de la loi no 2004-575 prévoit une amende.",
        "Les articles 222-1 et 222-3 du Code pénal répriment la torture.",
        "L'article 66 de la Constitution protège la liberté.",
        "La requête no 12/345 a été rejetée par le Conseil d'État.",
        "L'article 1er du décret no 2010-55 et l'article 16 du Code de procédure pénale.",
        "Les articles 2 et 16 de la Convention européenne d'extradition sont sans rapport.",
        "L'article 33 de la Convention no 169 de l'Organisation internationale du Travail.",
        "Conseil constitutionnel, décision no 2010-14/22 QPC du 30 juillet 2010.",
    ],
    "ar": [
        "تنص المادة 5 من الدستور على المساواة.",
        "المادة 120 من قانون العقوبات.",
        "القضاء على التمييز ضد المرأة والعنف ضد المرأة.",
        "قدم المحامي شكوى ضد المغرب في عام 2012.",
        "المادتان 15 و16 من قانون الإجراءات الجنائية والمادة 3 من المرسوم رقم 12/2005.",
        "المادة 5 من الاتفاقية الدولية لقمع تمويل الإرهاب.",
        "أصدرت محكمة النقض حكمها رقم 44/2009.",
        "في الفترة من 12 إلى 14 كانون الأول/ديسمبر 2012.",
    ],
}

ALL = [
    pytest.param(language, symbol, text, wanted, id=f"{language}-{number}")
    for language, table in {
        "es": SPANISH,
        "fr": FRENCH,
        "ar": ARABIC,
        "ar-damaged": DAMAGED,
    }.items()
    for number, (text, (symbol, wanted)) in enumerate(table.items())
]


def read(text: str, symbol: str, language: str) -> dict[str, set[str]]:
    language = language[:2]
    found = Reader(symbol).read(Paragraph("1", symbol, text, language=language))
    for citation in found:
        assert text[citation.start : citation.end] == citation.surface
    return {citation.target: set(citation.pinpoint) for citation in found}


@pytest.mark.parametrize(("language", "symbol", "text", "wanted"), ALL)
def test_sentence_cites_exactly_what_it_says(
    language: str, symbol: str, text: str, wanted: dict[str, set[str]]
) -> None:
    assert read(text, symbol, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for language, texts in NO_CITATIONS.items() for text in texts],
)
def test_national_law_and_everyday_words_are_no_citations(language: str, text: str) -> None:
    assert read(text, HRC, language) == {}
    assert read(text, ASSEMBLY, language) == {}
