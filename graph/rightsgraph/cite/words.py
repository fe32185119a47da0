"""Hold the words of the grammar in each language: the same sentence in four vocabularies."""

import re

_ARTICLE = {
    "en": r"[Aa]rticles?|[Aa]rts?\.",
    "es": r"[Aa]rt[íi]culos?|[Aa]rts?\.",
    "fr": r"[Aa]rticles?|[Aa]rt\.",
    "ar": r"(?:ال)?(?:مادة|مادتان|مادتين|مواد)",
}
_PARAGRAPH = {
    "en": r"(?:sub-?)?[Pp]aragraphs?|[Pp]aras?\.?|§§?",
    "es": r"[Pp]árrafos?|[Pp]árrs?\.|[Aa]partados?",
    "fr": r"[Pp]aragraphes?|[Pp]ars?\.",
    "ar": r"(?:ال)?(?:فقرة|فقرتان|فقرتين|فقرات)",
}
_NUMBER_SIGN = r"(?:[Nn]os?\.?|[Nn][ºo°]s?\.?|[Nn]úms?\.?|[Nn]umbers?|№|#|رقم|رقمي|أرقام|الأرقام)"


def _either(words: dict[str, str]) -> str:
    return "(?:" + "|".join(dict.fromkeys(words.values())) + ")"


ARTICLE = _either(_ARTICLE)
PARAGRAPH = _either(_PARAGRAPH)
NUMBER_SIGN = _NUMBER_SIGN
OF = (
    r"(?:(?:of|to|in|under|from|del|de|du|des|من|في) {1,4})"
    r"(?:(?:the|said|same|this|that|its|our|both|la|las|el|los|le|les|de|l'|International|"
    r"United Nations|UN|1969|four) {0,4}){0,6}"
)
ONE_PARAGRAPH = re.compile(
    r"(?:sub-?)?[Pp]aragraphe? |[Pp]ara\.? |[Pp]árrafo |[Pp]árr\. |[Aa]partado |(?:ال)?فقرة "
)
"""A word for paragraph in the singular."""
LAWS = (
    r"ley(?:es)?|códigos?|decretos?|constituci(?:ón|ones)|reglamentos?|estatutos?|lois?|décrets?|"
    r"ordonnances?|règlements?|code|constitution|arrêtés?|(?:ال)?قانون|(?:ال)?قوانين|(?:ال)?دستور|"
    r"convenios?|tratados?|traités?|accords?|acuerdos?|directivas?|statuts?|chartes?|"
    r"(?:ال)?(?:مرسوم|مجلة|لائحة|مدونة|اتفاقية|معاهدة|ميثاق|بروتوكول|نظام|إعلان)"
)
"""Words for laws, and for other treaties, in Spanish, French and Arabic, in lower case."""
IBID = (
    r"(?<!\w)(?:[Ii]bid(?:em)?\b\.?|[Ii]bíd(?:em)?\b\.?|"
    r"[IiÍí]d\.(?=,? (?:p[áa]rr?s?\.|art))|المرجع +نفسه)"
)
"""The words for the item cited just before."""
