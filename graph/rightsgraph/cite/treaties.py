"""Know by which words texts name treaties, and what "the Covenant" means where.

Keys are those of the citation guidelines; patterns are regular expressions in which a space is any
space. Names that several treaties share (`the Convention`) have keys of their own (`Generic`).
"""

from collections.abc import Mapping
from types import MappingProxyType

from rightsgraph.cite.gazetteer import Gazetteer
from rightsgraph.cite.translations import TREATY_NAMES

_CEDAW = "Elimination of All Forms of Discrimination [Aa]gainst Women"
_CAT = r"Torture(?:,? and [Oo]ther Cruel,? Inhuman or Degrading Treatment or Punishment)?"
_CMW = "(?:Protection of the )?Rights of All Migrant Workers(?: and Members of [Tt]heir Families)?"
_CED = "(?:Protection of All Persons from )?Enforced Disappearances?"
_CRPD = "Rights of Persons with Disabilities"
_CERD = "Elimination of All Forms of Racial Discrimination"
_OF_1949 = r"(?: of (?:12 August )?1949)?"
_CCPR = "Civil and Political Rights"
_CESCR = "Economic,? Social and Cultural Rights"

# Key -> (highest article, names). The longest name that fits is taken.
_TABLE: dict[str, tuple[int, tuple[str, ...]]] = {
    "CCPR-OP2": (11, (
        rf"Second Optional Protocol(?: to the (?:International )?Covenant(?: on {_CCPR})?)?",
    )),
    "CCPR-OP1": (14, (
        rf"Optional Protocol to the International Covenant on {_CCPR}",
        rf"First Optional Protocol(?: to the (?:International Covenant on {_CCPR}|Covenant|"
        r"ICCPR))?",
        rf"first Optional Protocol(?: to the (?:International Covenant on {_CCPR}|Covenant|"
        r"ICCPR))?",
        r"Optional Protocol to the ICCPR",
    )),
    "CCPR": (53, (
        rf"International Covenant (?:on|of) {_CCPR}", rf"Covenant on {_CCPR}", r"ICCPR",
        r"CCPR(?!/)", r"Pacto Internacional de Derechos Civiles y Políticos",
        r"Pacte international relatif aux droits civils et politiques",
        r"العهد الدولي الخاص بالحقوق المدنية والسياسية",
    )),
    "CESCR-OP": (22, (
        rf"Optional Protocol to the International Covenant on {_CESCR}",
        r"Optional Protocol to the ICESCR",
    )),
    "CESCR": (31, (
        rf"International Covenant (?:on|of) {_CESCR}", rf"Covenant on {_CESCR}", r"ICESCR",
        r"Pacto Internacional de Derechos Económicos, Sociales y Culturales",
        r"Pacte international relatif aux droits économiques, sociaux et culturels",
        r"العهد الدولي الخاص بالحقوق الاقتصادية والاجتماعية والثقافية",
    )),
    "OPCAT": (37, (rf"Optional Protocol to the Convention [Aa]gainst {_CAT}", r"OPCAT")),
    "CAT": (33, (
        rf"Convention [Aa]gainst {_CAT}",
        r"Torture Convention", r"UNCAT", r"CAT(?= ?[,.;)])",
        r"Convención contra la Tortura"
        r"(?: y Otros Tratos o Penas Crueles, Inhumanos o Degradantes)?",
        r"Convention contre la torture"
        r"(?: et autres peines ou traitements cruels, inhumains ou dégradants)?",
        r"اتفاقية مناهضة التعذيب",
    )),
    "CEDAW-OP": (21, (
        rf"Optional Protocol to the Convention on the {_CEDAW}",
        r"Optional Protocol to (?:the )?CEDAW",
    )),
    "CEDAW": (30, (
        rf"Convention on the {_CEDAW}", r"CEDAW(?! ?/|.{0,3}Committee)",
        r"Convención sobre la [Ee]liminación de [Tt]odas las [Ff]ormas de [Dd]iscriminación"
        r" contra la [Mm]ujer",
        r"Convention sur l'élimination de toutes les formes de discrimination à l'égard des femmes",
        r"اتفاقية القضاء على جميع أشكال التمييز ضد المرأة",
    )),
    "CRC-OPAC": (13, (
        r"Optional Protocol(?: to the Convention(?: on the Rights of the Child)?)?"
        r" on the involvement of children in armed conflict",
    )),
    "CRC-OPSC": (17, (
        r"Optional Protocol(?: to the Convention(?: on the Rights of the Child)?)?"
        r" on the sale of children(?:, child prostitution and child pornography)?",
    )),
    "CRC-OPIC": (24, (
        r"Optional Protocol(?: to the Convention(?: on the Rights of the Child)?)?"
        r" on a communications procedure",
    )),
    "CRC": (54, (
        r"Convention on the Rights of the Child", r"UNCRC",
        r"CRC(?=[ ,.;)])(?! Committee)",
        r"Convención sobre los Derechos del Niño",
        r"Convention relative aux droits de l'enfant", r"اتفاقية حقوق الطفل",
    )),
    "CERD": (25, (
        rf"Convention on the {_CERD}", r"ICERD", r"CERD(?! ?/|.{0,3}Committee)",
        r"Convención Internacional sobre la Eliminación de [Tt]odas las Formas de"
        r" Discriminación Racial",
        r"Convention internationale sur l'élimination de toutes les formes de discrimination"
        r" raciale",
        r"الاتفاقية الدولية للقضاء على جميع أشكال التمييز العنصري",
    )),
    "CRPD-OP": (18, (rf"Optional Protocol to the Convention on the {_CRPD}",)),
    "CRPD": (50, (
        rf"Convention on the {_CRPD}", r"UNCRPD",
        r"CRPD(?=[ ,.;)])(?! Committee)",
        r"Convención sobre los Derechos de las Personas con Discapacidad",
        r"Convention relative aux droits des personnes handicapées",
        r"اتفاقية حقوق الأشخاص ذوي الإعاقة",
    )),
    "CMW": (93, (rf"Convention on the {_CMW}", r"ICRMW", r"ICMW")),
    "CED": (45, (
        rf"Convention for the {_CED}", r"ICPPED",
        r"Convención Internacional para la [Pp]rotección de [Tt]odas las [Pp]ersonas contra las"
        r" [Dd]esapariciones [Ff]orzadas",
    )),
    "UDHR": (30, (
        r"Universal Declaration of Human Rights", r"Universal Declaration(?! on)", r"UDHR",
        r"Declaración Universal de (?:los )?Derechos Humanos",
        r"Déclaration universelle des droits de l'homme", r"الإعلان العالمي لحقوق الإنسان",
    )),
    "ECHR": (66, (
        r"Convention (?:for|on) the Protection of Human Rights"
        r"(?: and (?:of )?(?:F|f)undamental (?:F|f)reedoms)?",
        r"European Convention (?:on|of) Human Rights(?: and Fundamental Freedoms)?",
        r"European Human Rights Convention",
        r"European Convention (?:for|on) the Protection of Human Rights"
        r"(?: and (?:of )?(?:F|f)undamental (?:F|f)reedoms)?",
        r"European Convention(?! [Oo]n (?:Ext|the|Nat|Mut|Soc)| for| against)", r"ECHR(?= |[,.;)])",
        r"Convenio Europeo (?:de|para la Protección de los) Derechos Humanos",
        r"Convention européenne des droits de l'homme",
    )),
    "ACHR": (82, (
        r"American Convention(?: on Human Rights)?", r"Pact of San José(?:,? Costa Rica)?",
        r"Inter-American Convention on Human Rights", r"ACHR(?=[ ,.;)])",
        r"Convención Americana(?: sobre Derechos Humanos)?",
        r"Convention américaine(?: relative aux droits de l'homme)?",
    )),
    "ACHPR-CHARTER": (68, (
        r"African Charter(?: (?:on|of) Human and Peoples?'?s?'? ?Rights?)?(?! on| for)",
        r"Banjul Charter", r"Carta Africana(?: de Derechos Humanos y de los Pueblos)?",
        r"Charte africaine des droits de l'homme et des peuples",
        r"الميثاق الأفريقي لحقوق الإنسان والشعوب",
    )),
    "BELEM": (25, (
        r"Inter-American Convention on the Prevention, Punishment and Eradication of Violence"
        r" [Aa]gainst Women(?: \(?\"?Convention of Belém do Pará\"?\)?)?",
        r"Convention of Bel[ée]m do Par[áa]", r"Bel[ée]m do Par[áa] Convention",
        r"Convención de Belém do Pará",
    )),
    "Maputo": (32, (
        r"Protocol to the African Charter on Human and Peoples' Rights on the Rights of Women"
        r"(?: in Africa)?",
        r"Maputo Protocol",
    )),
    "VCLT": (85, (
        r"Vienna Convention (?:on|of) the Law of (?:the )?Treaties",
        r"Convención de Viena sobre el Derecho de los Tratados",
        r"Convention de Vienne sur le droit des traités",
    )),
    "Refugees-1951": (46, (
        r"Convention (?:R|r)elating to the Status of Refugees",
        r"1951 (?:Refugee )?Convention", r"Refugee Convention",
        r"1951 Geneva Convention", r"Geneva Convention (?:R|r)elating to the Status of Refugees",
    )),
    "GENEVA-1": (64, (rf"First Geneva Convention{_OF_1949}",
    rf"first Geneva Convention{_OF_1949}", r"Geneva Convention I")),
    "GENEVA-2": (63, (rf"Second Geneva Convention{_OF_1949}",
    rf"second Geneva Convention{_OF_1949}", r"Geneva Convention II")),
    "GENEVA-3": (143, (
        rf"Third Geneva Convention{_OF_1949}", rf"third Geneva Convention{_OF_1949}",
        r"Geneva Convention III",
        r"Geneva Convention (?:R|r)elative to the Treatment of Prisoners of War",
        r"third Convention \(Treatment of Prisoners of War\)", r"third Convention",
    )),
    "GENEVA-4": (159, (
        rf"Fourth Geneva Convention{_OF_1949}", rf"fourth Geneva Convention{_OF_1949}",
        r"Geneva Convention IV",
        r"Geneva Convention (?:R|r)elative to the Protection of Civilian Persons in Time of War"
        r"(?: \(Fourth Geneva Convention\))?",
    )),
    "GENEVA-AP1": (102, (
        r"Additional Protocol I(?![IV])(?: to the (?:four )?Geneva Conventions)?",
        r"First Additional Protocol(?: to the Geneva Conventions)?",
        r"first Additional Protocol(?: to the Geneva Conventions)?",
        r"Protocol I(?![IV]),? (?:A|a)dditional to the (?:four )?Geneva Conventions",
        r"Protocol Additional to the Geneva Conventions of 12 August 1949,? and (?:R|r)elating to"
        r" the Protection of Victims of International Armed Conflicts(?: \(Protocol I\))?",
    )),
    "GENEVA-AP2": (28, (
        r"Additional Protocol II(?!I)(?: to the (?:four )?Geneva Conventions)?",
        r"Second Additional Protocol(?: to the Geneva Conventions)?",
        r"second Additional Protocol(?: to the Geneva Conventions)?",
        r"Protocol II(?!I),? (?:A|a)dditional to the (?:four )?Geneva Conventions",
        r"Protocol Additional to the Geneva Conventions of 12 August 1949,? and (?:R|r)elating to"
        r" the Protection of Victims of Non-International Armed Conflicts(?: \(Protocol II\))?",
    )),
    "GENEVA": (159, (r"Geneva Conventions(?: of 12 August 1949| of 1949)?",)),
    "ROME": (128, (
        r"Rome Statute(?: of the International Criminal Court)?",
        r"Statute of the International Criminal Court", r"Estatuto de Roma", r"Statut de Rome",
        r"نظام روما الأساسي",
    )),
    "CHARTER-UN": (111, (
        r"Charter of the United Nations", r"United Nations Charter", r"UN Charter",
        r"Carta de las Naciones Unidas", r"Charte des Nations Unies", r"ميثاق الأمم المتحدة",
    )),
    "GENOCIDE": (19, (
        r"Convention on the Prevention and Punishment of the Crime of Genocide",
        r"Genocide Convention",
    )),
    "APARTHEID": (19, (
        r"International Convention on the Suppression and Punishment of the Crime of Apartheid",
    )),
    "SLAVERY-SUPP": (15, (
        r"Supplementary Convention on the Abolition of Slavery"
        r"(?:, the Slave Trade,? and Institutions and Practices Similar to Slavery)?",
    )),
    "ACRWC": (48, (r"African Charter on the Rights and Welfare of the Child", r"ACRWC")),
    "ACtHPR-PROTOCOL": (35, (
        r"Protocol to the African Charter on (?:Human and Peoples' Rights on )?the Establishment of"
        r" (?:an|the) African Court on Human and Peoples' Rights",
    )),
    "ARAB-CHARTER": (53, (r"Arab Charter on Human Rights",)),
    "ECPT": (23, (
        r"European Convention for the Prevention of Torture"
        r"(?: and Inhuman or Degrading Treatment or Punishment)?",
    )),
    "ESC-REVISED": (38, (r"European Social Charter \(revised\)", r"Revised European Social Charter",
        r"revised European Social Charter")),
    "ESC": (38, (r"European Social Charter",)),
    "EU-CHARTER": (54, (
        r"Charter of Fundamental Rights of the European Union", r"EU Charter of Fundamental Rights",
    )),
    "IACFDP": (22, (r"Inter-American Convention on (?:the )?Forced Disappearance of Persons",)),
    "IACPPT": (24, (r"Inter-American Convention to Prevent and Punish Torture",)),
    "ICJ-STATUTE": (70, (r"Statute of the International Court of Justice",)),
    "ILO-169": (44, (
        r"Indigenous and Tribal Peoples Convention, 1989 \(No\. 169\)", r"ILO Convention No\. 169",
        r"ILO Convention 169", r"Indigenous and Tribal Peoples Convention",
    )),
    "ISTANBUL": (81, (
        r"Istanbul Convention", r"Council of Europe Convention on [Pp]reventing and [Cc]ombating"
        r" [Vv]iolence [Aa]gainst [Ww]omen(?: and [Dd]omestic [Vv]iolence)?",
    )),
    "PALERMO": (20, (
        r"Protocol to Prevent, Suppress and Punish Trafficking in Persons"
        r"(?:, Especially Women and Children)?", r"Palermo Protocol", r"Trafficking Protocol",
    )),
    "SAN-SALVADOR": (22, (r"Protocol of San Salvador", r"San Salvador Protocol")),
    "STATELESS-1954": (42, (r"Convention relating to the Status of Stateless Persons",)),
    "STATELESS-1961": (21, (r"Convention on the Reduction of Statelessness",)),
    "UNTOC": (41, (r"Convention against Transnational Organized Crime",)),
    "HAGUE-1980": (45, (
        r"Convention on the Civil Aspects of International Child Abduction",
        r"Hague Convention(?: of 25 October 1980)? on the Civil Aspects of International Child"
        r" Abduction",
    )),
    "HAGUE-REGS": (56, (r"Hague Regulations(?: \(1907\)| of 1907)?",)),
}  # fmt: skip

# What follows makes it another treaty: "Convention européenne d'extradition", "Pacto de San José".
_NO_OTHER = (
    r"(?! (?:(?:inter)?(?:europ|améric|americ|afric|arab|intern)[a-zé]+|unique|sociale?|"
    r"canadienne|(?:de|du|del) (?:la |l')?[A-Z0-9]|sur l|sobre l|relativ[ea] (?:à|aux?|al?)|"
    r"contr[ea] l|pour l|"
    r"para l|n[o°º] ?\d|núm|الأوروبي|الأفريقي|الأمريكي|العربي|الدولي|الخاص|المتعلق|رقم))"
)
_GENERIC: dict[str, tuple[str, ...]] = {
    "generic:protocol": (
        r"Optional Protocol", r"Protocolo Facultativo", r"Protocole facultatif",
        r"البروتوكول الاختياري",
    ),
    "generic:any-protocol": (r"Protocol",),
    "generic:covenant": (r"Covenant", rf"Pacto{_NO_OTHER}", rf"Pacte{_NO_OTHER}", r"العهد"),
    "generic:convention": (
        rf"Convention{_NO_OTHER}", rf"Convención{_NO_OTHER}", rf"الاتفاقية{_NO_OTHER}",
    ),
    "generic:charter": (r"Charter", rf"Charte{_NO_OTHER}", rf"الميثاق{_NO_OTHER}"),
    "generic:statute": (r"Statute",),
}  # fmt: skip

HIGHEST_ARTICLE: Mapping[str, int] = MappingProxyType({k: v[0] for k, v in _TABLE.items()})
"""The number of the last article of each treaty."""


_NAMES = {key: names for key, (_, names) in _TABLE.items()} | _GENERIC
TREATIES = Gazetteer({key: (*names, *TREATY_NAMES.get(key, ())) for key, names in _NAMES.items()})
"""The names of treaties; shared names have keys that begin with `generic:`."""
