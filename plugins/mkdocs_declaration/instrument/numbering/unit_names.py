"""Names that prints put before or behind a number, by language: `Article 5`, `5. cikk`, `المادة ٢٦`.

They are the words that the reading of a number may leave out. Any other word may belong to the number (`First`,
`premier`) or tell it from another (`Additional Article 5`), so that a number with it is not read. Plural forms are left
out with intent: `Articles 2-4` and `§§ 3 bis 6` name several units. No name is itself written like a number.
"""

from __future__ import annotations

BY_LANGUAGE = {
    "signs": "§ ¶ no. nr. num. núm. nº n.º n°",
    "af": "artikel hoofstuk deel afdeling bylae paragraaf",
    "ar": "المادة مادة الباب باب الفصل فصل القسم قسم الجزء المرفق مرفق الملحق الفقرة البند",
    "az": "maddə fəsil bölmə hissə əlavə",
    "be": "артыкул глава раздзел частка дадатак пункт",
    "bg": "член чл. глава раздел дял част приложение параграф алинея ал. точка т.",
    "bn": "অনুচ্ছেদ ধারা অধ্যায় ভাগ",
    "bs": "član članak glava poglavlje odjeljak dio prilog stav stavak tačka točka",
    "ca": "article capítol secció títol part annex apartat",
    "cs": "článek čl. hlava kapitola oddíl část příloha odstavec odst. písmeno bod",
    "da": "artikel art. kapitel afsnit del bilag paragraf stk. nummer",
    "de": "artikel art. paragraph paragraf kapitel abschnitt unterabschnitt teil titel untertitel buch anlage anhang "
    "absatz abs. satz nummer ziffer buchstabe grundsatz band abteilung unterabteilung unterteil unterkapitel gruppe "
    "regel klausel leitlinie ziel kanon standard anordnung empfehlung verpflichtung liste beilage nachtrag ergänzung "
    "protokoll entschließung",
    "el": "άρθρο αρθρο κεφάλαιο κεφαλαιο μέρος μερος τμήμα τίτλος παράρτημα παράγραφος",
    "en": "article art. section sec. sect. chapter ch. chap. part pt. title subtitle book division subdivision "
    "subpart subchapter subsection annex annexure appendix app. schedule paragraph para. subparagraph subpara. clause "
    "item point recital rule regulation reg. principle provision amendment resolution protocol guideline goal target "
    "commitment recommendation tome attachment exhibit addendum supplement form table standard canon theme pillar "
    "objective measure action number sub-section sub-paragraph sub-part sub-chapter sub-clause subclause sch. order "
    "decision statement enclosure volume vol. group category class phase stage step",
    "es": "artículo articulo art. capítulo capitulo cap. sección seccion título titulo libro parte anexo apéndice "
    "párrafo parrafo apartado regla principio número numero inciso base",
    "et": "artikkel peatükk jagu osa lisa lõige punkt jaotis",
    "eu": "artikulua kapitulua titulua atala",
    "fa": "ماده فصل بخش باب اصل بند تبصره پیوست",
    "fi": "artikla luku osa osasto liite kohta momentti pykälä",
    "fr": "article art. chapitre chap. section sous-section titre sous-titre livre partie annexe appendice paragraphe "
    "par. alinéa point règle principe numéro considérant protocole règlement tome division subdivision sous-partie "
    "sous-chapitre groupe clause amendement ligne directrice objectif canon norme ordonnance recommandation engagement "
    "liste pièce jointe additif supplément résolution",
    "ga": "airteagal caibidil cuid roinn",
    "gl": "artigo capítulo título sección parte anexo",
    "he": "סעיף פרק חלק תוספת פסקה תקנה סימן",
    "hi": "अनुच्छेद धारा अध्याय भाग अनुसूची",
    "hr": "članak čl. glava poglavlje odjeljak dio prilog stavak točka",
    "hu": "cikk fejezet szakasz rész cím melléklet bekezdés pont",
    "hy": "հոդված գլուխ մաս բաժին",
    "id": "pasal bab bagian paragraf ayat lampiran buku angka huruf",
    "is": "grein gr. kafli kafla hluti viðauki málsgrein",
    "it": "articolo art. capo capitolo cap. sezione sez. titolo libro parte allegato appendice paragrafo comma punto "
    "numero regola principio",
    "ja": "附属書 付属書 別表 付録 附録",
    "ka": "მუხლი თავი კარი ნაწილი",
    "kk": "бап тарау бөлім",
    "km": "មាត្រា ជំពូក ផ្នែក",
    "ko": "부속서 별표",
    "lo": "ມາດຕາ ໝວດ ພາກ",
    "lt": "straipsnis skyrius skirsnis dalis priedas punktas",
    "lv": "pants nodaļa iedaļa daļa pielikums punkts",
    "mk": "член глава дел прилог",
    "mn": "зүйл бүлэг хэсэг",
    "ms": "perkara bab bahagian seksyen fasal jadual",
    "mt": "artikolu kapitolu taqsima parti anness",
    "my": "ပုဒ်မ အခန်း",
    "nb": "artikkel paragraf kapittel avsnitt del vedlegg ledd nummer",
    "ne": "धारा परिच्छेद भाग अनुसूची",
    "nl": "artikel art. hoofdstuk afdeling deel titel boek bijlage paragraaf lid onderdeel nummer",
    "nn": "artikkel paragraf kapittel avsnitt del vedlegg",
    "pl": "artykuł artykul art. rozdział rozdzial oddział dział część czesc tytuł księga załącznik paragraf ustęp ust. "
    "punkt pkt",
    "pt": "artigo art. capítulo capitulo secção seção título titulo livro parte anexo apêndice parágrafo número "
    "numero subsecção alínea inciso",
    "ro": "articolul articol art. capitolul secțiunea secţiunea titlul partea cartea anexa alineatul alin. punctul",
    "ru": "статья ст. глава раздел часть приложение пункт подпункт параграф правило",
    "sk": "článok čl. hlava kapitola oddiel časť príloha odsek písmeno bod",
    "sl": "člen poglavje oddelek del priloga odstavek točka",
    "sq": "neni kapitulli seksioni pjesa kreu shtojca",
    "sr": "члан чл. глава поглавље одељак део прилог став тачка član glava poglavlje odeljak deo prilog tačka",
    "sv": "artikel art. kapitel kap. avdelning del bilaga paragraf avsnitt stycke nummer",
    "sw": "ibara sehemu sura kifungu ya cha",
    "ta": "பிரிவு அத்தியாயம்",
    "th": "ข้อ มาตรา หมวด ภาค บท ส่วน ลักษณะ",
    "tl": "artikulo seksyon kabanata",
    "tr": "madde kısım bölüm ek fıkra bent",
    "uk": "стаття ст. глава розділ частина додаток пункт",
    "ur": "دفعہ باب حصہ آرٹیکل",
    "uz": "modda bob bo‘lim",
    "vi": "điều chương mục phần khoản điểm phụ lục",
    "zh": "附件 附录 附錄",
}
"""Names by the language that has them (BCP 47), parted by blanks; names of two words are listed word by word."""

NAMES = frozenset(name.casefold().rstrip(".") for names in BY_LANGUAGE.values() for name in names.split())
"""All names, in the form in which they are compared: without capitals and without a full stop at the end."""

AFTER_ORDINALS_IN_E = frozenset(
    name for language in ("af", "fr", "nl") for name in BY_LANGUAGE[language].casefold().replace(".", "").split()
)
"""Names before which a number with an e is an ordinal, as in `2e partie`: those of Afrikaans, French and Dutch."""
