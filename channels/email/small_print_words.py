"""In which words do mail systems warn of mail from outside, and disclaim what they send?

Patterns only, by language; what is cut because of them is `small_print`'s affair.
"""

import re
from typing import Final

#: a word that warns, alone before a colon
ALERT: Final = re.compile(
    r"(?:caution|warning|attention|important|notice|alert|security(?: (?:notice|warning))?|be careful|rhybudd|pwysig"
    r"|achtung|vorsicht|warnung|avertissement|precaución|atención|aviso|attenzione|avvertenza|atenção|cuidado|let op"
    r"|waarschuwing|uwaga|ostrzeżenie|varning|advarsel|obs|varoitus|huomio|upozornění|pozor|figyelem|atenție|dikkat|kujdes"
    r"|внимание|осторожно|увага|注意|警告)",
    re.IGNORECASE,
)
_HOUSE: Final = r"(?:organi[sz]ation|network|company|council|group|trust|association|domain|business|university|firm|system|housing)"
#: a sentence that says where a mail came from; only a mail system says it at the top of somebody's mail
FROM_OUTSIDE: Final = re.compile(
    r"(?:"
    r"(?:this|the following) (?:e-?mail|message) (?:\w+ ){0,6}?"
    rf"(?:outside(?: of)? (?:\w+ ){{0,3}}{_HOUSE}|(?:an )?external (?:sender|source|e-?mail|address|domain|party))\b[^.!?]{{0,120}}"
    r"|external(?: (?:e-?mail|sender|message|mail))?"
    r"|you don['’]t often (?:get|receive) e-?mails? from [^\s]{3,120}"
    r"|(?:daeth|mae|anfonwyd)(?:'?r)? (?:yr |y )?(?:e-bost|neges)\b[^.!?]{0,60}tu allan i\b[^.!?]{0,100}"
    r"|(?:diese|dies ist eine) (?:externe )?(?:e-?mail|nachricht)\b[^.!?]{0,60}(?:extern|außerhalb|von außen)\w*[^.!?]{0,100}"
    r"|(?:ce|cet|cette) (?:e-?mail|mail|courriel|message)\b[^.!?]{0,60}(?:extérieur|externe)\w*[^.!?]{0,100}"
    r"|este (?:correo|mensaje|e-?mail)\b[^.!?]{0,60}(?:extern|fuera de|fora d)\w*[^.!?]{0,100}"
    r"|quest[oa] (?:e-?mail|messaggio)\b[^.!?]{0,60}(?:estern|fuori)\w*[^.!?]{0,100}"
    r"|esta? (?:e-?mail|mensagem)\b[^.!?]{0,60}(?:extern|fora d)\w*[^.!?]{0,100}"
    r"|(?:deze|dit) (?:e-?mail|bericht)\b[^.!?]{0,60}(?:extern|buiten)\w*[^.!?]{0,100}"
    r"|ta wiadomość\b[^.!?]{0,60}(?:spoza|zewnątrz|zewnętrz)\w*[^.!?]{0,100}"
    r"|(?:detta|det här|denne|dette)\b[^.!?]{0,60}(?:extern|ekstern|utanför|utenfor|udefra)\w*[^.!?]{0,100}"
    r"|(?:это|данное|цей|це|цього)\b[^.!?]{0,60}(?:внешн|зовнішн|за пределами|за межами)\w*[^.!?]{0,100}"
    r"|(?:此|本|这封|這封)[^。！？]{0,20}外部[^。！？]{0,60}"
    r")",
    re.IGNORECASE,
)
#: what stands beside such a sentence
BE_CAREFUL: Final = re.compile(
    r"(?:"
    r"(?:please )?(?:do not|don['’]t|never|avoid|think before|be (?:careful|cautious|vigilant|wary)|(?:please )?(?:exercise|use|take)"
    r"(?: \w+)? (?:caution|care)|treat|only)\b[^.!?]{0,60}(?:links?|attachments?|click(?:ing)?|phishing|passwords?|senders?)"
    # goes on with one of these, not with somebody's next line
    r"(?:[\s,;/&]+(?:or|and|unless|if|from|in|you|without|until|when|as|before|within|that|which|with|contained|to|this|even|for)"
    r"\b[^.!?]{0,160})?"
    r"|learn why this is important(?: at)?(?:[ <]*https?:\S{1,200})?"
    r"|(?:please )?(?:report|forward)\b[^.!?]{0,40}(?:suspicious|phishing)[^.!?]{0,120}"
    r"|if (?:you are )?(?:in doubt|unsure)\b[^.!?]{0,40}(?:service ?desk|help ?desk|it (?:team|support)|phish)[^.!?]{0,80}"
    r"|peidiwch â (?:chlicio|agor)\b[^.!?]{0,160}"
    r"|(?:klicken|öffnen) sie\b[^.!?]{0,60}(?:links?|anhänge)[^.!?]{0,120}"
    r"|(?:ne cliquez|n['’]ouvrez)\b[^.!?]{0,60}(?:liens?|pièces jointes)[^.!?]{0,120}"
    r"|no (?:haga|abra|pulse)\b[^.!?]{0,60}(?:enlaces?|adjuntos?)[^.!?]{0,120}"
    r"|(?:klik|open) (?:niet|geen)\b[^.!?]{0,60}(?:links?|bijlagen?)[^.!?]{0,120}"
    r"|nie (?:klikaj|otwieraj)\b[^.!?]{0,60}(?:łącz|link|załącznik)[^.!?]{0,120}"
    r")",
    re.IGNORECASE,
)

_OPENINGS: Final = (
    r"(?:this|the|any|all|information|opinions?|views?)\b[^.!?]{0,80}\b(?:e-?mails?|message|communication|transmission|transmitted)\b"
    r"|disclaimer\b|(?:confidentiality|legal|important|privacy|e-?mail)?\s?notice\b|private (?:and|&) confidential\b"
    r"|confidential(?:ity)?\b|privileged\b|if you (?:have received|are not|receive|believe)\b|please (?:note|notify)\b"
    r"|unless (?:expressly|otherwise)\b|[^.!?]{0,80}\bregistered (?:in (?:england|wales|scotland)|office|charity|company|society|provider|no)\b"
    r"|e-?mail (?:communications?|transmissions?)\b|we (?:may monitor|cannot accept|do not accept|accept no)\b|warning\b"
)
OPENING: Final = re.compile(rf"[\W_]*(?:{_OPENINGS})", re.IGNORECASE)
#: what only the small print speaks of; one of these must be there
_LEGAL: Final = (
    r"(?:received|sent|delivered|receives)\b.{0,40}\b(?:in error|by mistake)|\bnot the (?:intended|named)\b",
    r"\b(?:notify|inform|tell|contact|advise|e-?mail|return)\b.{0,40}\b(?:sender|originator|author|postmaster)\b",
    r"\b(?:views|opinions)\b.{0,100}\b(?:author|sender|individual|necessarily|personal|represent)",
    r"\bvirus|\bmalware\b|\bscanned\b",
    r"\bregistered (?:in (?:england|wales|scotland)|charity|company|society|provider)|\bcompany (?:no|number|reg)|\bcharity (?:no|number)",
    r"\b(?:accepts?|assumes?) (?:no|any) (?:liability|responsibility)|\bliability for\b|\blegally binding\b|\bwarrants?\b",
)
#: what it speaks of as well, and people do too
_OTHER: Final = (
    r"\bconfidential|\bprivileged\b|\bproprietary\b",
    r"\bintended (?:recipient|solely|only|for)|\baddressee|\bsolely for\b|\bfor the (?:sole )?(?:use|attention) of\b",
    r"\bunauthori[sz]ed\b|\bprohibited\b|\bunlawful\b|\bnot permitted\b",
    r"\b(?:delete|destroy)\b",
    r"\bmonitor(?:ed|ing)?\b|\bintercept|\bfreedom of information\b|\bdata protection\b|\bprivacy (?:notice|policy)\b",
    r"\battachments?\b|\bcommunications?\b|\btransmission\b",
    r"^\W*(?:disclaimer|(?:confidentiality|legal|privacy) notice)\b",
    r"\bregistered office\b|\b(?:no|number|nr)\b[.: ]{0,3}[a-z]{0,2}\d{4,}",
)
LEGAL: Final = tuple(re.compile(one, re.IGNORECASE) for one in _LEGAL)
OTHER: Final = tuple(re.compile(one, re.IGNORECASE) for one in _OTHER)
#: no sentence of it is without one of these
VOCABULARY: Final = re.compile(
    r"e-?mail|\bmessages?\b|\bcommunication|transmission|\bsender|\brecipient|addressee|confidential|privileged|privacy"
    r"|disclos|distribut|disseminat|copying|\bcopies\b|reliance|unauthori|prohibit|unlawful|attachment|\bvirus|malware"
    r"|scanned|liab|warrant|responsib|registered|company|charity|\bnumber\b|\bno\.?\s?\w?\d|limited|\bltd\b|\bplc\b|council"
    r"|\bviews\b|opinions|monitor|intercept|information|data protection|environment|https?:|www\.|@|intended|delete|destroy",
    re.IGNORECASE,
)
#: somebody speaks, and no mail system; "i" is also "and" in other languages, so this is for English alone
SPEAKS: Final = re.compile(r"\b(?:i|i['’](?:m|ve|d|ll)|my|mine|me|myself|dw i|rydw i|fy)\b", re.IGNORECASE)
#: the same without "i", for text in any language
SPEAKS_ANYWHERE: Final = re.compile(
    r"\b(?:i['’](?:m|ve|d|ll)|my|mine|me|myself|dw i|rydw i)\b", re.IGNORECASE
)
ONE_LINE: Final = re.compile(
    r"[\W_]*(?:"
    r"(?:please )?(?:consider|think of|save) the environment\b.{0,120}|think before (?:you )?print.{0,60}|please (?:do not|don['’]t) print\b.{0,80}"
    r"|(?:this|the) (?:e-?mail|message) (?:has been|was|is) (?:scanned|checked|certified|believed to be)\b.{0,60}\b(?:virus|spam|malware).{0,120}"
    r"|virus-?free\b.{0,60}|(?:https?://)?www\.(?:avast|avg)\.com\S{0,80}"
    r"|(?:follow|find|like) us (?:on|at)\b.{0,100}"
    r"|ystyriwch yr amgylchedd\b.{0,80}|meddyliwch cyn argraffu\b.{0,60}"
    r"|bitte (?:prüfen|denken) sie\b.{0,60}(?:umwelt|ausdruck|drucken).{0,60}|pensez à l['’]environnement\b.{0,60}"
    r")",
    re.IGNORECASE,
)
#: by language: how it opens, and what it speaks of; three of these must be there
ELSEWHERE: Final = tuple(
    (re.compile(rf"[\W_]*(?:{opening})", re.IGNORECASE), tuple(each.split("|")))
    for opening, each in (
        (
            r"mae(?:'r| yr| y)? (?:e-bost|neges|wybodaeth)|ymwadiad|hysbysiad cyfrinachedd|bwriedir",
            "yfrinachol|derbyn|wriad|wried|amgymeriad|dile|hysbys|rhowch wybod|atodiad|firws",
        ),
        (
            r"diese (?:e-?mail|nachricht)|der inhalt dieser|haftungsausschluss|vertraulich",
            "vertraulich|bestimmt|empfänger|adressat|irrtümlich|informieren|vernicht|lösch|unbefugt|nicht gestattet|haft",
        ),
        (
            r"ce (?:message|courriel|mail)|cet e-?mail|avis de confidentialité|les informations",
            "confidentiel|destinataire|exclusiv|erreur|détrui|supprim|averti|interdit|responsab|pièces jointes",
        ),
        (
            r"este (?:mensaje|correo)|la información contenida|aviso (?:legal|de)",
            "confidencial|destinatari|error|elimin|borr|notifi|prohib|adjunt|privilegi",
        ),
        (
            r"quest[oa] (?:messaggio|e-?mail)|le informazioni|avvertenza|ai sensi",
            "riservat|confidenzial|destinatari|errore|elimin|distrug|vietat|avvis|allegat",
        ),
        (
            r"est[ae] (?:mensagem|e-?mail)|as informações|a informação|aviso",
            "confidencia|destinat|engano|erro |apag|elimin|proibid|notifi|anexo",
        ),
        (
            r"(?:deze|dit) (?:e-?mail|bericht)|de informatie",
            "vertrouwelijk|bestemd|geadresseerde|onterecht|abusievelijk|vergissing|vernietig|verwijder|verboden|niet toegestaan",
        ),
        (
            r"(?:ta|niniejsz\w+) (?:wiadomość|korespondencja|e-?mail)|informacje zawarte|klauzula",
            "poufn|adresat|przeznaczon|omyłk|pomyłk|błędn|usun|zniszcz|zabronion|powiadom|załącznik",
        ),
        (
            r"(?:detta|denna|dette|denne) (?:e-?post|mail|meddel|melding|e-?mail)\w*|informationen i",
            "konfiden|förtrolig|fortrolig|avsedd|beregnet|tiltenkt|tiltænkt|mottag|modtag|mottak|misstag|feil|fejl|rader|slett|slet",
        ),
        (
            r"(?:это|данное|настоящее|це|цей|дане) (?:электронное |електронне )?(?:сообщение|письмо|повідомлення|лист)|информация, содержащаяся",
            "конфиденциальн|конфіденційн|адресат|получател|одержувач|предназначен|призначен|ошиб|помилк|удал|видал|уничтож",
        ),
        (
            r"(?:本|此)(?:电子|電子)?(?:邮件|郵件|信)|(?:保密|免责|免責)",
            "保密|机密|機密|收件人|误|誤|删除|刪除|禁止",
        ),
        (r"acest (?:mesaj|e-?mail)", "confiden|destinat|eroare|șterge|distruge|interzis|atașament"),
        (r"tato zpráva|tento e-?mail", "důvěrn|určen|adresát|omyl|smaž|vymaž|zakázán"),
        (r"ez az? (?:e-?mail|üzenet)|jelen (?:e-?mail|üzenet)", "bizalmas|címzett|téved|töröl|tilos|értesít"),
        (r"bu (?:e-?posta|mesaj)", "gizli|alıcı|yanlışlık|sil|yasak|ekler"),
        (r"tämä (?:viesti|sähköposti)", "luottamuksel|tarkoitettu|vastaanottaj|virhe|poist|kielletty"),
        (r"ky (?:mesazh|e-?mail|email)", "konfidencial|marrës|gabim|fshi|ndal"),
    )
)
