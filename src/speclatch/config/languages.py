"""The words by which documents and templates say certain things, by language and meaning."""

from __future__ import annotations

from collections.abc import Mapping

# Letter case, width and emphasis do not count. A team adds its own under `words:` and `phases:` of the configuration.
#
# none       there is nothing to answer, and that is the answer
# because    begins the reason behind it, where no sign does
# later      the answer is still to come: what no document says that is finished
# open       nothing is decided yet: no answer to a question that must be answered, an ordinary word elsewhere
# yet        stands before or behind one of those two: `derzeit unklar`, `not decided so far`
# promise    all that a section says, where it says that its text is to come
# point      names a question or decision that is open, before a colon
# and        joins two titles in one: `Summary and Motivation`
# until      stands before the stage that an open answer waits for; `stage` is one by itself, `step` one with a number
# other      opens a label that asks for what the labels beside it do not
# must       marks a row that must be answered, in a column with one of the titles of `required`
# question, answer, data   titles of columns that ask, that answer, and of tables that list data
# scale      steps of a scale: two of them make a list of choices of `low / medium / high`, in small letters too
# optional   in brackets behind a title: the section may be left out; it may open a longer remark
# condition  opens such a mark as well, and no remark
# remark     the same in a comment, a quote or a sentence below the title; `<part>` is a section, or what it is called
# instruct   opens a sentence by which a template tells its author what to write; `request` ends one
# draft, implementing, done, retired   the leading words of a status, by phase
# approved   the leading words of a status that says that somebody has agreed to the text
# stale      the leading words of a status that says: do not build on this
# successor  stands before what to name instead of something that is superseded
#
# Bars part the words: thousands of strings of their own would take longer to load.

# fmt: off
LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "and": "and",
        "none":
            "none|none required|none needed|none necessary|none applicable|n/a|n.a.|not applicable|not required|"
            "not needed",
        "because": "because|since|as|for|to",
        "later":
            "tbd|t.b.d.|tba|t.b.a.|tbc|t.b.c.|todo|to do|to-do|fixme|to be done|to be decided|to be defined|"
            "to be determined|to be confirmed|to be announced|to be written|to be added|to be completed|"
            "to be specified|to be filled|to be filled in|to be provided|to be discussed|to be agreed|to be clarified|"
            "to be documented|to be described|to be detailed|to be finalized|to be finalised|to be chosen|"
            "to be assigned|to be established|to be resolved|to be worked out|to be supplied|to be advised|"
            "not yet decided|not yet defined|not yet written|not yet determined|not yet known|not yet specified|"
            "not yet agreed|not decided yet|not defined yet|not written yet|undecided|fill in|fill me in|fill this in|"
            "coming soon|lorem ipsum|to come|yet to come",
        "open":
            "open|wip|w.i.p.|work in progress|in progress|pending|not yet|no decision|no answer|no plan yet|"
            "no owner yet|no numbers yet|nothing yet|not answered|unanswered|not decided|not defined|not specified|"
            "not started|not yet started|not done|not yet done|not ready|not yet ready|not yet answered|"
            "not yet discussed|not yet clear|not yet available|unclear|undefined|unspecified|unresolved|open question|"
            "open point|under discussion|in discussion|being discussed|being decided|awaiting decision|"
            "awaiting answer|waiting for decision|will follow|to follow|later|soon|needs clarification|needs decision|"
            "needs discussion|needs input|ask later|don't know|don’t know|unknown|not known|see later|placeholder|"
            "@todo|idk|pending review|pending approval|pending decision|in review|under review|not sure|unsure|maybe|"
            "perhaps|dunno|no idea|decide later|decided later|we will see|we'll see|we’ll see|let's see|asap|"
            "next sprint|next week|next month|next quarter|next release|next phase|in the next sprint|"
            "in a later phase|after the release|to be seen|fill me|someday|at some point|nobody knows|"
            "needs more thought|needs investigation|under investigation|being investigated|up for discussion",
        "yet": "still|currently|yet|as yet|so far|at the moment|for now|at present|presently|right now|as of now",
        "other": "other",
        "promise":
            "wip|w.i.p.|work in progress|in progress|pending|pending review|pending approval|pending decision|not yet|"
            "nothing yet|will follow|to follow|later|soon|under discussion|being discussed|awaiting decision|"
            "placeholder",
        "point":
            "open question|open point|open issue|open item|open decision|unresolved question|unresolved issue|"
            "question to answer|decision needed|decision required|needs decision|needs clarification|needs input|"
            "to clarify",
        "required":
            "required|mandatory|must|must have|obligatory|obligation|is required|is mandatory|moscow|m/o|"
            "required/optional|mandatory/optional|must/should",
        "must": "must|must have|must-have|required|mandatory|obligatory|yes|y|true|req|req.|mand.|shall|always|x|[x]|m",
        "question":
            "question|questions|check|criterion|criteria|checkpoint|check question|review question|things to check|"
            "what to check",
        "answer":
            "answer|answers|response|decision|notes|evidence|comment|comments|alignment notes|our answer|how addressed",
        "data": "type|data type|datatype|default|default value|format|example|in|values|valid values|range",
        "scale":
            "low|medium|high|very low|very high|minor|moderate|major|critical|blocker|trivial|urgent|normal|small|"
            "large|none|yes|no|true|false|xs|s|m|l|xl|p0|p1|p2|p3|p4|must|should|could|won't",
        "optional":
            "optional|if applicable|if any|if needed|if necessary|if relevant|if required|if available|"
            "when applicable|when needed|where applicable|as applicable|as needed|required if|required when|"
            "required for|required only|only required|only if|only when|only for|only where|include if|include when|"
            "include only|include this|fill if|fill only|fill in if|fill in only|needed if|needed only|applicable if|"
            "delete if|remove if|omit if|skip if|may be omitted|may be left out|can be omitted|can be skipped|"
            "may be empty|may be left empty|not mandatory|not required|nice to have|n/a if|delete when|remove when|"
            "omit when|skip when|delete unless|if used|if present|as appropriate|where relevant|when relevant|"
            "where needed",
        "condition": "if|when|where",
        "remark":
            "<part> is optional|<part> are optional|this is an optional|these are optional|optional section|"
            "optional element|optional elements|optional part|optional parts|optional chapter|optional metadata|"
            "optional key|optional keys|feel free to remove|feel free to delete|feel free to drop|feel free to omit|"
            "feel free to skip|feel free to leave out|omit this <part>|omit this if|omit the <part>|omit if|"
            "skip this <part>|skip this if|skip the <part>|skip if|remove this <part>|remove this if|"
            "remove the <part> if|remove if|delete this <part>|delete this if|delete the <part> if|delete if|"
            "drop this <part>|drop this if|drop it if|leave this <part> out|leave this out|leave the <part> out|"
            "leave it out|leave out this|leave out if|leave it empty|leave it blank|leave this empty|leave this blank|"
            "leave empty|leave blank|leave this <part> empty|leave this <part> blank|may be left empty|"
            "may be left blank|may be left out|can be left empty|can be left blank|can be left out|"
            "<part> may be omitted|<part> can be omitted|<part> may be skipped|<part> can be skipped|"
            "<part> may be removed|<part> can be removed|<part> could be removed|<part> may be deleted|"
            "<part> can be deleted|<part> may be dropped|<part> can be dropped|<part> may be empty|"
            "<part> can be empty|fill in only|fill only|fill this in only|fill in if|only fill|only include this|"
            "include only if|include only when|include this <part> if|include this <part> only|"
            "include this <part> when|include this only|include if|include when|only needed if|only needed when|"
            "only needed for|only necessary if|only applicable if|only applicable to|only required if|"
            "only required when|only required for|required only|<part> is not mandatory|<part> is not required|"
            "not mandatory|use this <part> only|keep this <part> only|use this <part> if|keep this <part> if|"
            "if this does not apply|where it does not apply|if this <part> does not apply|"
            "if this <part> is not applicable|if not applicable, remove|if not applicable, delete|"
            "if not applicable, omit|if not needed, remove|if not needed, delete|if none, remove|if none, delete|"
            "otherwise delete|otherwise remove|otherwise omit|otherwise skip|otherwise leave blank|"
            "otherwise leave empty|only relevant if|only relevant when|only relevant for|not needed for|"
            "not necessary for|remove it then|delete it then|remove otherwise|delete otherwise",
        "instruct":
            "add|answer|assess|avoid|briefly|call out|capture|choose|clarify|compare|complete|consider|copy|cover|"
            "decide|define|delete|demonstrate|describe|detail|discuss|document|draw|elaborate|enter|enumerate|"
            "estimate|evaluate|explain|explore|fill|focus|give|highlight|identify|illustrate|include|indicate|insert|"
            "introduce|justify|keep|link|list|make sure|mention|name|note|outline|paste|please|point|propose|provide|"
            "put|quantify|record|refer|remove|replace|reference|say|set|show|sketch|specify|spell out|start with|"
            "state|suggest|summarise|summarize|talk about|tell|think|think about|use this|what|why|how|who|which|"
            "where|when|write",
        "request": "",
        "draft":
            "draft|drafting|proposed|proposal|pending|idea|ideas|planning|planned|provisional|pre-draft|strawman|"
            "brainstorming|exploring|concept|wip|work in progress|todo|to do|not started|new|backlog|open|"
            "under discussion|in discussion|candidate|internet draft|in design|rework|returned for revision|"
            "request for comments|rfc|exploration|submitted|sketch|outline|in drafting|in clarification",
        "implementing":
            "implementation|implementing|in progress|approved|accepted|review|in review|under review|ready for review|"
            "reviewed|last call|implementable|agreed|decided|ready|ready for implementation|ready for dev|"
            "ready for development|ready to implement|in development|active development|in implementation|"
            "partially implemented|partial|partially done|partially superseded|partly superseded|superseded in part|"
            "partially replaced|partly replaced|development|started|ongoing|adopted|ratified|confirmed|committed|"
            "testing|in testing|for testing|experimental|fcp|final comment period|active review|scheduled for review|"
            "awaiting review|awaiting implementation|awaiting approval|awaiting sign-off|signed off|targeted|funded|"
            "staged|prototyped|beta|alpha|ready to merge|to be implemented|under implementation|piloting|incubating|"
            "amended",
        "approved": "approved|accepted|agreed|adopted|ratified|signed off",
        "done":
            "validated|implemented|complete|completed|canonical|done|final|finalized|finalised|active|activated|"
            "living|released|shipped|delivered|deployed|live|stable|merged|in production|verified|fully implemented|"
            "finished|in effect|effective|in force|published|integrated|enacted|rolled out|recommended|"
            "generally available|graduated|closed / delivered|closed / implemented|closed / completed|in use",
        "retired":
            "superseded|superceded|superseeded|supersceded|replaced|rejected|withdrawn|deferred|postponed|shelved|"
            "stagnant|archived|deprecated|obsolete|obsoleted|abandoned|cancelled|canceled|declined|dropped|dormant|"
            "expired|retired|inactive|not accepted|not approved|on hold|parked|historic|historical|won't do|wontfix|"
            "discarded|removed|closed|closed / withdrawn|closed / rejected|closed / dropped|not planned|duplicate|"
            "sunset|decommissioned|no longer valid|supplanted|revoked|rescinded|not pursued|killed",
        "stale":
            "superseded|deprecated|rejected|withdrawn|obsolete|obsoleted|replaced|supplanted|revoked|rescinded|"
            "retired|no longer valid|no longer in force|not in force",
        "successor": "superseded by|replaced by|obsoleted by|supplanted by",
        "until": "in|for|after|before|until|till|by|at|with|during|when|once|upon",
        "stage": "alpha|beta|ga|general availability|stable|graduation|promotion|mvp",
        "step": "phase|stage|milestone|sprint|release|version|iteration|increment|quarter",
    },
    "de": {
        "and": "und",
        "none":
            "keine|keiner|keines|keins|kein|nichts|entfällt|nicht zutreffend|trifft nicht zu|nicht anwendbar|"
            "nicht erforderlich|nicht nötig|nicht notwendig|keine erforderlich|keine nötig|nicht relevant|entf.|n. a.",
        "because": "weil|da|denn|für",
        "later":
            "folgt|folgt noch|noch offen|noch zu klären|zu klären|noch zu definieren|zu definieren|noch festzulegen|"
            "festzulegen|wird noch festgelegt|wird noch ergänzt|wird ergänzt|zu ergänzen|noch zu ergänzen|"
            "noch nicht entschieden|noch nicht festgelegt|noch nicht definiert|noch unklar|tbd|zu tun|kommt noch|"
            "nachzutragen|wird nachgereicht|noch zu bestimmen|zu bestimmen|noch zu entscheiden|zu entscheiden|"
            "zu bestätigen",
        "open":
            "offen|ausstehend|in arbeit|noch nicht|noch keine antwort|unklar|ungeklärt|in klärung|unentschieden|"
            "unbekannt|siehe später|n.n.|nicht entschieden|später|in diskussion|keine ahnung|mal sehen|"
            "nächster sprint|im nächsten sprint|wird geklärt|wird noch geklärt|zu einem späteren zeitpunkt|demnächst|"
            "bald|in prüfung|in abstimmung|weiß nicht|weiß ich nicht|keine entscheidung|fehlt noch|noch nichts|"
            "steht aus|steht noch aus|nicht geklärt|nicht bekannt|nicht festgelegt|nicht definiert|nicht klar|"
            "wissen wir nicht|muss noch geklärt werden|muss geklärt werden|steht nicht fest|steht noch nicht fest|"
            "in abklärung|abzustimmen|abzuklären",
        "yet":
            "noch|noch immer|immer noch|derzeit|zurzeit|zur zeit|aktuell|momentan|im moment|bisher|bislang|vorerst|"
            "weiterhin",
        "other": "andere|anderes|sonstige|sonstiges",
        "promise": "in arbeit|folgt|folgt noch|kommt noch|später|noch nicht|in klärung|in abstimmung",
        "point": "offene frage|offener punkt|offenes thema|offene entscheidung|ungeklärte frage|klärungsbedarf",
        "required": "pflicht|erforderlich|verpflichtend|muss|notwendig|zwingend|pflichtfeld|obligatorisch",
        "must": "muss|pflicht|erforderlich|verpflichtend|notwendig|zwingend|obligatorisch|ja",
        "question": "frage|fragen|prüfung|prüffrage|kriterium",
        "answer": "antwort|entscheidung|bemerkung|ergebnis",
        "data": "typ|beispiel|standardwert",
        "scale": "gering|niedrig|mittel|hoch|sehr hoch|klein|groß|kritisch|dringend|ja|nein|keine|muss|soll|kann",
        "optional":
            "optional|falls zutreffend|falls nötig|falls erforderlich|falls vorhanden|wenn zutreffend|wenn nötig|"
            "bei bedarf|freiwillig|nur wenn|nur falls|nur bei|gegebenenfalls|ggf.|fakultativ|nur für|"
            "soweit zutreffend|soweit erforderlich|sofern zutreffend|sofern vorhanden|wenn vorhanden|falls relevant|"
            "wenn relevant|entfällt bei|entfällt wenn|entfällt, wenn",
        "condition": "falls|sofern|wenn",
        "remark":
            "ist optional|sind optional|optionaler abschnitt|optionales element|kann entfallen|kann leer bleiben|"
            "darf leer bleiben|kann weggelassen werden|darf weggelassen werden|kann gelöscht werden|"
            "kann entfernt werden|nur ausfüllen, wenn|nur ausfüllen, falls|nur ausfüllen wenn|nur ausfüllen falls|"
            "nur nötig, wenn|nur erforderlich, wenn|diesen abschnitt weglassen|abschnitt weglassen|"
            "abschnitt löschen, wenn|abschnitt löschen, falls|entfällt, wenn|entfällt, falls|weglassen, wenn|"
            "weglassen, falls|weglassen wenn|änderungen weglassen|sonst löschen|sonst weglassen|sonst entfernen|"
            "andernfalls löschen|andernfalls weglassen|bei bedarf löschen|löschen, wenn|löschen, falls|"
            "kann gestrichen werden|nur relevant, wenn|nur relevant für",
        "instruct":
            "beschreibe|beschreiben|erkläre|erklären|erläutere|erläutern|nenne|nennen|liste|listen|führe|führen|füge|"
            "fügen|gib|geben sie|begründe|begründen|definiere|definieren|skizziere|skizzieren|schreibe|schreiben|"
            "fasse|fassen|ergänze|ergänzen|bitte|was|warum|wie|welche|welcher|wer|wo",
        "request": "",
        "draft":
            "entwurf|vorgeschlagen|vorschlag|idee|geplant|in planung|planung|offen|neu|in bearbeitung|konzept|"
            "in vorbereitung|in erstellung",
        "implementing":
            "umsetzung|in umsetzung|in arbeit|genehmigt|angenommen|akzeptiert|freigegeben|in prüfung|in review|"
            "prüfung|beschlossen|entschieden|zur freigabe|zur prüfung|in abstimmung|verabschiedet|in entwicklung|"
            "in begutachtung",
        "approved": "genehmigt|freigegeben|angenommen|akzeptiert|abgenommen|verabschiedet|beschlossen",
        "done":
            "umgesetzt|fertig|abgeschlossen|erledigt|gültig|aktiv|veröffentlicht|validiert|implementiert|in kraft|"
            "in kraft getreten|wirksam|live|ausgerollt|produktiv|in betrieb|geltend",
        "retired":
            "ersetzt|abgelöst|abgelehnt|verworfen|zurückgezogen|zurückgestellt|verschoben|archiviert|veraltet|"
            "überholt|aufgegeben|außer kraft|aufgehoben|hinfällig|eingestellt|nicht weiterverfolgt|pausiert",
        "stale":
            "ersetzt|abgelöst|überholt|veraltet|abgelehnt|verworfen|zurückgezogen|aufgehoben|außer kraft|"
            "nicht mehr gültig",
        "successor": "ersetzt durch|abgelöst durch|abgelöst von",
        "until": "nach|vor|bis|bis zu|bis zur|zur|zum|für|in|mit|ab",
        "step": "etappe|meilenstein|stufe",
    },
    "fr": {
        "and": "et",
        "none":
            "aucun|aucune|néant|rien|sans objet|s.o.|s/o|non applicable|pas applicable|non requis|non requise|"
            "non nécessaire|pas nécessaire|ne s'applique pas|ne s’applique pas",
        "because": "car|parce que|pour|puisque",
        "later":
            "à définir|à compléter|à préciser|à déterminer|à décider|à venir|à faire|à confirmer|à rédiger|à remplir|"
            "à discuter|reste à définir|pas encore défini|pas encore décidé|non défini|a definir|a completer|"
            "encore à définir|reste à déterminer|à spécifier|pas encore déterminé",
        "open":
            "en attente|en cours|pas encore|pas de réponse|indécis|inconnu|ouvert|plus tard|à voir|en discussion|"
            "on verra|aucune idée|prochain sprint|au prochain sprint|ultérieurement|bientôt|pas de décision|"
            "pas encore de décision|non décidé|nous ne savons pas|on ne sait pas|pas décidé|pas défini|pas connu|flou|"
            "pas clair|non connu|reste à décider|en cours de définition|non renseigné|à trancher|à étudier",
        "yet": "encore|toujours|actuellement|pour l'instant|pour l’instant|pour le moment|à ce jour|à ce stade",
        "other": "autre",
        "promise": "en cours|à venir|plus tard|pas encore|en attente|bientôt",
        "point": "question ouverte|question en suspens|point ouvert|point à trancher|point en suspens|à trancher",
        "required": "obligatoire|requis|requise|exigé|exigée|nécessaire|impératif",
        "must": "obligatoire|requis|requise|exigé|exigée|nécessaire|impératif|oui|doit",
        "question": "critère|vérification|point de contrôle",
        "answer": "réponse|décision|commentaire|résultat",
        "data": "valeur par défaut|exemple",
        "scale": "faible|bas|moyen|moyenne|élevé|élevée|fort|forte|haut|haute|critique|mineur|majeur|oui|non",
        "optional":
            "facultatif|facultative|optionnel|optionnelle|en option|si applicable|si besoin|si nécessaire|"
            "le cas échéant|s'il y a lieu|s’il y a lieu|si pertinent|seulement si|uniquement si|si présent|"
            "selon le cas|si utile|si concerné",
        "condition": "si",
        "remark":
            "est facultatif|est facultative|est optionnel|est optionnelle|section facultative|section optionnelle|"
            "peut être omis|peut être omise|peut être supprimé|peut être supprimée|peut rester vide|"
            "peut être laissée vide|peut être laissé vide|à remplir seulement si|à remplir uniquement si|"
            "remplir uniquement si|remplir seulement si|supprimer cette section si|supprimez cette section si|"
            "omettre cette section|omettez cette section|à supprimer si|supprimer si|à supprimer sinon|"
            "sinon supprimer|sinon, supprimer|sinon supprimez|supprimer sinon",
        "instruct":
            "décrivez|décrire|expliquez|expliquer|listez|lister|indiquez|indiquer|précisez|préciser|définissez|"
            "définir|résumez|résumer|donnez|donner|ajoutez|ajouter|justifiez|justifier|énumérez|énumérer|rédigez|"
            "remplissez|pourquoi|comment|quel|quelle|quels|quelles|que|qui",
        "request": "",
        "draft":
            "brouillon|ébauche|proposé|proposée|proposition|idée|en préparation|planifié|planifiée|en rédaction|"
            "en cours de rédaction|projet",
        "implementing":
            "en cours|en revue|en relecture|approuvé|approuvée|accepté|acceptée|validé par|en développement|"
            "mise en œuvre|décidé|décidée|en validation|en cours de revue|adopté|adoptée|en cours de validation",
        "approved": "approuvé|approuvée|accepté|acceptée|validé|validée|adopté|adoptée",
        "done":
            "validé|validée|terminé|terminée|implémenté|implémentée|livré|livrée|final|finale|actif|active|publié|"
            "publiée|en vigueur|fini|finie|mis en œuvre|appliqué|appliquée|effectif|effective|en production|déployé|"
            "déployée|clos",
        "retired":
            "remplacé|remplacée|rejeté|rejetée|refusé|refusée|retiré|retirée|abandonné|abandonnée|archivé|archivée|"
            "obsolète|reporté|reportée|suspendu|suspendue|déprécié|dépréciée|caduc|caduque|annulé|annulée|abrogé|"
            "abrogée|périmé|périmée",
        "stale":
            "remplacé|remplacée|obsolète|périmé|périmée|déprécié|dépréciée|rejeté|rejetée|refusé|refusée|retiré|"
            "retirée|abrogé|abrogée|annulé|annulée",
        "successor": "remplacé par|remplacée par",
        "until": "après|apres|avant|pour|pendant|dès|lors de|en",
        "step": "étape|etape|jalon",
    },
    "es": {
        "and": "y|e",
        "none":
            "ninguno|ninguna|nada|no aplica|no aplicable|no procede|no requerido|no requerida|no necesario|"
            "no necesaria|no se aplica|no se requiere|n/d",
        "because": "porque|ya que|para|pues",
        "later":
            "por definir|por determinar|por decidir|por confirmar|por completar|por hacer|por escribir|a definir|"
            "a determinar|pendiente de definir|pendiente de decidir|sin definir|aún no definido|aún no decidido|"
            "por rellenar|por concretar|por especificar|a confirmar|a decidir|aún por definir",
        "open":
            "pendiente|en curso|en progreso|todavía no|aún no|sin decidir|sin respuesta|abierto|más tarde|desconocido|"
            "en discusión|ya veremos|ni idea|próximo sprint|más adelante|próximamente|por aclarar|se verá|"
            "no lo sabemos|no se sabe|no sabemos|no decidido|no definido|sin determinar|sin confirmar|no está claro|"
            "no está decidido|falta por definir|falta definir|en estudio|ya se verá|por ver",
        "yet": "aún|todavía|por ahora|de momento|por el momento|actualmente|a día de hoy",
        "other": "otro|otra",
        "promise": "en curso|pendiente|más tarde|todavía no|aún no|próximamente",
        "point": "pregunta abierta|cuestión abierta|punto abierto|tema pendiente|decisión pendiente|por aclarar",
        "required": "obligatorio|obligatoria|requerido|requerida|necesario|imprescindible",
        "must": "obligatorio|obligatoria|requerido|requerida|necesario|imprescindible|sí|si|debe",
        "question": "pregunta|preguntas|criterio|comprobación",
        "answer": "respuesta|decisión|comentario|resultado",
        "data": "tipo|ejemplo|valor por defecto",
        "scale": "bajo|baja|medio|media|alto|alta|crítico|crítica|menor|mayor|sí",
        "optional":
            "opcional|si aplica|si procede|si corresponde|si es necesario|cuando aplique|sólo si|solo si|"
            "únicamente si|facultativo|en su caso|cuando corresponda|cuando proceda|si existe|si hay|"
            "si fuera necesario|según corresponda",
        "condition": "si",
        "remark":
            "es opcional|son opcionales|sección opcional|puede omitirse|se puede omitir|puede eliminarse|"
            "se puede eliminar|puede quedar vacía|puede quedar vacío|puede dejarse en blanco|rellenar solo si|"
            "rellenar sólo si|completar solo si|completar sólo si|omita esta sección|elimine esta sección|"
            "eliminar esta sección si|omitir esta sección|eliminar si|eliminar en caso de que no|"
            "si no aplica, eliminar|si no aplica, elimine|si no procede, eliminar|puede suprimirse|se puede suprimir|"
            "en caso contrario, eliminar",
        "instruct":
            "describa|describe|describir|explique|explica|explicar|liste|enumere|enumera|enumerar|indique|indica|"
            "indicar|defina|define|definir|resuma|resume|resumir|añada|añade|agregue|justifique|escriba|escribe|"
            "rellene|por qué|cómo|qué|cuál|cuáles|quién",
        "request": "",
        "draft":
            "borrador|propuesto|propuesta|idea|planificado|planificada|en planificación|en redacción|en elaboración",
        "implementing":
            "en curso|en progreso|en revisión|revisión|aprobado|aprobada|aceptado|aceptada|en desarrollo|"
            "en implementación|decidido|decidida|en validación|adoptado|adoptada",
        "approved": "aprobado|aprobada|aceptado|aceptada|adoptado|adoptada",
        "done":
            "validado|validada|implementado|implementada|completado|completada|completo|terminado|terminada|"
            "finalizado|finalizada|hecho|activo|vigente|publicado|publicada|en vigor|desplegado|desplegada|"
            "en producción|cerrado|cerrada|entregado|entregada",
        "retired":
            "reemplazado|reemplazada|sustituido|sustituida|rechazado|rechazada|retirado|retirada|aplazado|aplazada|"
            "archivado|archivada|obsoleto|obsoleta|abandonado|abandonada|descartado|descartada|derogado|derogada|"
            "anulado|anulada|cancelado|cancelada|pospuesto|pospuesta",
        "stale":
            "reemplazado|reemplazada|sustituido|sustituida|obsoleto|obsoleta|rechazado|rechazada|retirado|retirada|"
            "derogado|derogada|anulado|anulada",
        "successor": "reemplazado por|reemplazada por|sustituido por|sustituida por",
        "until": "después de|despues de|tras|antes de|para|hasta|en",
        "step": "fase|etapa|hito|versión|version",
    },
    "pt": {
        "and": "e",
        "none":
            "nenhum|nenhuma|nada|não se aplica|não aplicável|não requerido|não necessário|não necessária|"
            "não é necessário|n.a|sem objeto",
        "because": "porque|pois|para|já que",
        "later":
            "a definir|a determinar|a decidir|a confirmar|a completar|a fazer|a preencher|por definir|a ser definido|"
            "a ser definida|ainda não definido|ainda não decidido|sem definição|em definição|por determinar|"
            "por decidir|a ser determinado|a ser determinada|a especificar",
        "open":
            "pendente|em andamento|ainda não|em aberto|aberto|sem resposta|indefinido|mais tarde|em discussão|depois|"
            "em breve|por fazer|por esclarecer|veremos|desconhecido|sem decisão|não sabemos|não se sabe|não decidido|"
            "não definido|não está claro|não foi decidido|não foi definido|em estudo|falta definir|a combinar|não sei",
        "yet": "ainda|por enquanto|por ora|no momento|de momento|atualmente|até agora",
        "other": "outro|outra",
        "promise": "em andamento|pendente|mais tarde|ainda não|em breve",
        "point": "pergunta em aberto|questão em aberto|ponto em aberto|questão aberta|decisão pendente|a esclarecer",
        "required": "obrigatório|obrigatória|requerido|requerida|necessário|exigido",
        "must": "obrigatório|obrigatória|requerido|requerida|necessário|exigido|sim|deve",
        "question": "pergunta|perguntas|critério|verificação",
        "answer": "resposta|decisão|comentário|resultado",
        "data": "tipo|exemplo|valor padrão",
        "scale": "baixo|baixa|médio|média|crítica|sim|não",
        "optional":
            "opcional|se aplicável|se houver|se necessário|quando aplicável|caso aplicável|somente se|apenas se|só se|"
            "facultativo|caso haja|quando houver|quando necessário|caso necessário|se existir|se for o caso",
        "condition": "se|caso",
        "remark":
            "é opcional|são opcionais|seção opcional|secção opcional|pode ser omitido|pode ser omitida|"
            "pode ser removido|pode ser removida|pode ficar vazio|pode ficar vazia|pode ser deixado em branco|"
            "pode ser deixada em branco|preencher somente se|preencher apenas se|preencha somente se|"
            "preencha apenas se|remova esta seção|omita esta seção|remover esta seção se|remova se|remover se|"
            "se não se aplicar, remova|se não aplicável, remova|se não aplicável, remover|caso contrário, remova|"
            "pode ser excluída|pode ser excluído",
        "instruct":
            "descreva|descrever|explique|explicar|liste|listar|indique|indicar|defina|definir|resuma|resumir|adicione|"
            "justifique|escreva|preencha|informe|por que|como|o que|qual|quais|quem",
        "request": "",
        "draft": "rascunho|proposto|proposta|ideia|planejado|planejada|em planejamento|em elaboração|em redação|minuta",
        "implementing":
            "em andamento|em revisão|revisão|aprovado|aprovada|aceito|aceita|em desenvolvimento|em implementação|"
            "decidido|decidida|em validação|adotado|adotada|aceite",
        "approved": "aprovado|aprovada|aceito|aceita|adotado|adotada",
        "done":
            "validado|validada|implementado|implementada|concluído|concluída|completo|completa|finalizado|finalizada|"
            "feito|ativo|vigente|publicado|publicada|em vigor|implantado|implantada|em produção|entregue",
        "retired":
            "substituído|substituída|rejeitado|rejeitada|retirado|retirada|adiado|adiada|arquivado|arquivada|obsoleto|"
            "obsoleta|abandonado|abandonada|descartado|descartada|cancelado|cancelada|revogado|revogada|anulado|"
            "anulada|suspenso|suspensa",
        "stale":
            "substituído|substituída|obsoleto|obsoleta|rejeitado|rejeitada|retirado|retirada|revogado|revogada|"
            "anulado|anulada",
        "successor": "substituído por|substituída por",
        "until": "após|apos|depois de|antes de|até|na|no",
        "step": "marco|versão|versao",
    },
    "ru": {
        "and": "и",
        "none":
            "нет|отсутствует|отсутствуют|не применимо|неприменимо|не требуется|не требуются|не нужно|не нужна|"
            "не нужны|н/п|не применяется|ничего",
        "because": "так как|потому что|поскольку|для|т.к.",
        "later":
            "будет определено|будет уточнено|будет добавлено|будет дополнено|подлежит уточнению|уточняется|уточнить|"
            "определить|дополнить|заполнить|сделать|доделать|не определено|ещё не определено|еще не определено|"
            "ещё не решено|еще не решено|пока не определено|пока не решено|туду|подлежит определению|нужно определить|"
            "предстоит определить|ещё предстоит определить|еще предстоит определить",
        "open":
            "в работе|в процессе|ожидается|ожидает|ещё нет|еще нет|пока нет|не решено|открыто|позже|неизвестно|неясно|"
            "обсуждается|в обсуждении|потом|скоро|требует уточнения|на согласовании|будет позже|не знаем|не известно|"
            "не ясно|не понятно|непонятно|не согласовано|не утверждено|не выбрано|надо уточнить|нужно уточнить|"
            "требуется уточнение|на обсуждении|решим позже",
        "yet": "пока|пока что|ещё|еще|все ещё|всё ещё|до сих пор|сейчас|на данный момент|в настоящее время",
        "other": "друг|иное|иная|иной",
        "promise": "в работе|позже|ещё нет|еще нет|пока нет|скоро",
        "point": "открытый вопрос|нерешённый вопрос|нерешенный вопрос|вопрос открыт|требует уточнения",
        "required": "обязательно|обязателен|обязательность|обязательное|обязательный|требуется|необходимо",
        "must": "обязательно|обязателен|обязательна|обязательное|обязательный|требуется|необходимо|должен|должно|да",
        "question": "вопрос|вопросы|проверка|критерий",
        "answer": "ответ|решение|комментарий|результат",
        "data": "тип|пример|по умолчанию",
        "scale": "низкий|низкая|средний|средняя|высокий|высокая|критический|критическая|да|нет",
        "optional":
            "необязательно|необязательный|необязательная|необязательное|опционально|опциональный|опциональная|"
            "по желанию|при необходимости|если применимо|если есть|если нужно|только если|если имеется|если имеются|"
            "по необходимости|если требуется|опция|при наличии|если имеет место|по возможности|если применяется",
        "condition": "если",
        "remark":
            "необязательный раздел|раздел необязателен|это необязательный|можно удалить|можно опустить|"
            "можно пропустить|можно оставить пустым|может быть пустым|заполнять только если|заполняется только если|"
            "заполняйте только если|удалите этот раздел|пропустите этот раздел|не обязателен|удалите, если|"
            "удалить, если|можно не заполнять|может отсутствовать|может быть опущен|в противном случае удалите|"
            "иначе удалите|иначе удалить|удалите раздел|пропустите раздел|раздел можно удалить|удалить раздел, если",
        "instruct":
            "опишите|описать|объясните|укажите|указать|перечислите|перечислить|определите|кратко|приведите|добавьте|"
            "обоснуйте|напишите|заполните|почему|зачем|как|что|какие|какой|какая|кто",
        "request": "",
        "draft":
            "черновик|предложено|предложение|предложена|идея|планируется|запланировано|проект|в подготовке|"
            "на обсуждении",
        "implementing":
            "в работе|в процессе|на ревью|на рассмотрении|на согласовании|одобрено|одобрена|принято|принята|принят|"
            "утверждено|утверждена|согласовано|реализуется|в разработке",
        "approved": "утверждено|утверждён|одобрено|принято",
        "done":
            "реализовано|реализована|выполнено|завершено|завершена|готово|внедрено|действует|актуально|опубликовано|"
            "проверено|в силе|вступил в силу|вступило в силу|внедрён|внедрен|развёрнуто|развернуто|выпущено|"
            "реализован|внедрена|завершён|завершен",
        "retired":
            "заменено|заменена|отклонено|отклонена|отозвано|отложено|отменено|устарело|в архиве|архив|снято|"
            "утратил силу|утратило силу|не действует|закрыто|приостановлено",
        "stale":
            "заменено|заменена|заменён|заменен|устарело|устарел|устарела|отклонено|отклонён|отклонен|отклонена|"
            "отозвано|отозван|отменено|отменён|отменен",
        "successor": "заменено на|заменена на|заменён на|заменен на",
        "until": "после|до|перед|для|к|в",
        "stage": "альфа|альфы|бета|беты|альфе|бете",
        "step": "фаза|фазы|фазе|этап|этапа|этапе|веха|вехи|спринт|спринта|версия|версии",
    },
    "zh": {
        "and": "和|与|與|及",
        "none":
            "无|無|没有|沒有|不适用|不適用|不需要|无需|無需|不涉及|暂无|暫無|不必|本节不适用|本節不適用|本章不适用|"
            "此节不适用|本节无",
        "because": "因为|因為|由于|由於",
        "later":
            "待定|待补充|待補充|待填写|待填寫|待完善|待明确|待定义|稍后补充|稍後補充|后续补充|後續補充|未定|尚未确定|"
            "尚未決定|尚未决定|还没定|待确定|待確定|待决定|待決定|待定義|有待确定",
        "open":
            "待确认|待確認|待办|待辦|待讨论|待討論|待完成|待评估|待评审|待更新|进行中|進行中|处理中|未决定|未決定|"
            "未确定|未確定|未知|未完成|未开始|未回答|尚未|讨论中|討論中|以后再说|稍后|稍後|不清楚|待处理|以后|暂定|"
            "再议|尚无|待议|无结论|無結論|没有结论|不明确|不明確|不确定|不確定|未明确|未定论|没确定|没决定|再定|"
            "以后再定|在讨论|没想好|还没想好|後續再定",
        "yet": "目前|目前还|目前尚|暂|暂时|暫|暫時|尚|还|還|仍|仍然|现在|現在|当前|當前",
        "other": "其他",
        "promise": "进行中|稍后|以后|尚未|暂缺|暂无|稍后补充",
        "point":
            "未决问题|未決問題|待解决问题|待解決問題|待确认问题|遗留问题|开放问题|開放問題|待确认|待確認|待讨论|"
            "待討論|待澄清|待解决|待解決|待明确|待定问题",
        "required":
            "必须|必須|必填|必需|必选|必選|强制|是否必须|是否必須|是否必填|是否必需|是否强制|必要|是否必要|必要性",
        "must": "必须|必須|必填|必需|必选|必選|强制|必要|是",
        "question": "问题|問題|检查项|检查问题|检查内容|檢查項目|檢查問題|檢查內容|核对项|評估項目",
        "answer": "回答|答案|结论|結論|说明|備註|备注|回覆|回复|答复|答覆|结果|結果",
        "data": "类型|類型|默认值|示例",
        "scale": "低|中|高|大|小|是|否|有|无|紧急|严重|一般|轻微",
        "optional":
            "可选|可選|如涉及|若涉及|如有涉及|涉及时|條件適用|条件适用|选填|選填|非必填|非必须|非必須|如适用|如適用|"
            "如需要|如有需要|若适用|若有|可省略|可不填|仅当|僅當|视情况|按需|非必選|非必选|可省|如需|若需要|有则填写|"
            "如无可省略|若有需要",
        "condition": "如果|如有|若",
        "remark":
            "本节可选|本節可選|本节为可选|本章可选|此节可选|此部分可选|可选章节|可选部分|可选内容|可以删除|可以刪除|"
            "可删除|可以省略|可省略|可以留空|可留空|可不填|可以不填|如不适用|如不適用|若不适用|不适用请删除|"
            "不适用时删除|仅在|僅在|如无可|若无可|没有则|如果没有|如無則",
        "instruct":
            "描述|请|請|说明|說明|简要|簡要|列出|填写|填寫|解释|解釋|概述本|介绍|介紹|写明|寫明|给出|給出|阐述|闡述|"
            "用一|用两|用几|在此|在这里|为什么|如何|什么",
        "request": "",
        "draft":
            "草稿|草案|初稿|提议|提議|提案|提案中|待定|构思|想法|计划中|計劃中|规划中|拟定|起草中|撰写中|撰寫中|"
            "编写中|編寫中|设计中|設計中|規劃中|研讨中",
        "implementing":
            "评审中|評審中|审核中|審核中|评审|进行中|進行中|实施中|實施中|实现中|開發中|开发中|已批准|已接受|已通过|"
            "已通過|已采纳|已採納|已确认|待实施|已决定|已核准|已審核|已审核|待开发|待開發|审批中|審批中|审阅中|審閱中|"
            "測試中|测试中|部分实施|部分實施|部分实现|部分實現|部分完成|已部分实施|已部分實施|已部分实现|已部分實現",
        "approved": "已批准|批准|已接受|已核准|核准",
        "done":
            "已完成|完成|已实现|已實現|已实施|已實施|已发布|已發布|已上线|已上線|已验证|已驗證|生效|已生效|现行|定稿|"
            "已落地|已交付|已启用|已啟用|已部署|施行中|执行中|使用中|有效",
        "retired":
            "已取代|已被取代|被取代|已替代|已被替代|已拒绝|已拒絕|拒绝|已撤回|撤回|已废弃|已廢棄|废弃|已弃用|已归档|"
            "已歸檔|归档|已推迟|推迟|搁置|已搁置|已取消|取消|已过时|已作废|已停用|停用|失效|已失效|作废|作廢|已作廢|"
            "已擱置|擱置|已過時|不采纳|未采纳|已撤銷|已撤销",
        "stale":
            "已被取代|被取代|已被替代|被替代|已被|已拒绝|已拒絕|拒绝|已撤回|撤回|已废弃|已廢棄|废弃|已弃用|已棄用|"
            "弃用|已过时|已過時|已作废|作废|已撤銷|已撤销",
        "successor": "已被",
    },
    "ja": {
        "and": "と|および|及び",
        "none": "なし|無し|無|該当なし|該当無し|特になし|対象外|適用外|適用なし|不要|必要なし|ありません|該当しない",
        "because": "ため",
        "later":
            "未定|要検討|後で記載|後日記載|記載予定|追記予定|別途記載|未記入|未決定|追って記載|後日決定|未決|定義予定|"
            "決定予定|要定義|今後決定|これから決める|要相談|要調整|別途検討|別途定める|検討予定|今後検討|確認予定|"
            "追って決定",
        "open":
            "検討中|要確認|確認中|作成中|これから|保留|進行中|対応中|作業中|未対応|未着手|未完了|まだ|不明|議論中|"
            "協議中|未回答|後で|後日|あとで|追って|追って連絡|調整中|相談中|回答待ち|確認待ち|承認待ち|回答なし|"
            "考え中|わからない|分からない|未確認|未検討|決まっていません|決まっていない|決めていない|未確定|不明確|"
            "調査中|別途|検討します|確認します|決定次第",
        "yet": "現時点では|現在|今のところ|まだ|いまだ|現状",
        "other": "その他",
        "promise": "作業中|後で|後で書く|まだ|近日|準備中|後日|後日記載",
        "point": "未解決事項|未解決の問題|未決事項|未解決|要確認事項|要確認|要検討|要相談|確認事項（未）|未決",
        "required": "必須|必要|要否|必須か|必須項目|必須/任意",
        "must": "必須|必要|はい|要|○|◯|〇|◎",
        "question": "質問|確認事項|確認内容",
        "answer": "回答|答え|決定|結論",
        "data": "型|データ型|既定値|例",
        "scale": "低い|高い|小|大|はい|いいえ|あり|なし",
        "optional":
            "任意|オプション|省略可|省略可能|必要に応じて|必要な場合|該当する場合|該当時|ある場合|任意項目|あれば",
        "condition": "場合",
        "remark":
            "任意です|任意の項目|任意項目|オプションです|省略可|省略できます|省略しても|削除可|削除して構いません|"
            "削除してください|空欄で構いません|空欄可|該当しない場合|該当する場合のみ|必要な場合のみ|不要な場合は",
        "instruct": "ここに|この節では|このセクションでは|なぜ|どのように|何を",
        "request": "してください|記載する|記述する|説明する|書く|記入する|列挙する|か？|ますか",
        "draft":
            "下書き|草案|ドラフト|提案|提案中|起案|計画中|企画中|アイデア|検討中|作成中|起草中|執筆中|案|素案|原案",
        "implementing":
            "レビュー中|レビュー|承認済み|承認済|承認|採択|採用|実装中|進行中|対応中|開発中|確定|決定|レビュー待ち|"
            "承認待ち|実施中|合意済み|合意|審査中|査読中|採用済み",
        "approved": "承認済み|承認|受理|承認済|合意済み|採択",
        "done":
            "完了|実装済み|実装済|リリース済み|リリース済|検証済み|検証済|最終版|公開済み|有効|運用中|施行中|施行済み|"
            "適用中|稼働中|導入済み|対応済み|対応済|発効|適用済み",
        "retired":
            "廃止|置き換え|置換済み|却下|取り下げ|撤回|延期|保留|アーカイブ|非推奨|中止|破棄|置換|失効|旧版|不採用|"
            "見送り|終了|使用停止",
        "stale": "廃止|廃止済み|置き換え|置換済み|却下|取り下げ|撤回|非推奨|破棄",
        "successor": "",
    },
    "ko": {
        "and": "및|와|과",
        "none":
            "없음|해당 없음|해당없음|해당 사항 없음|해당사항 없음|해당사항없음|불필요|필요 없음|필요없음|적용 안 됨|"
            "적용 안됨|적용되지 않음|없습니다",
        "because": "왜냐하면",
        "later":
            "미정|추후 작성|추후 결정|추후 기재|추후 보완|작성 예정|작성예정|추가 예정|결정 예정|작성 필요|미작성|"
            "할 일|추후|추후 정의|정의 예정|정의 필요|결정 필요|미정의|협의 필요|추후 협의|추후 확정|확정 필요",
        "open":
            "확인 필요|검토 필요|논의 필요|대기|대기 중|보류|진행 중|진행중|검토 중|검토중|작성 중|작성중|아직|미완료|"
            "미결정|미확인|논의 중|논의중|모름|나중에|추후 논의|미확정|불명|결정 전|곧|협의 중|협의중|확인 중|확인중|"
            "승인 대기|답변 대기|미답변|모르겠음|정해지지 않음|결정되지 않음|정하지 않음|불확실|불분명|알 수 없음|"
            "모릅니다",
        "yet": "아직|현재|지금은|여전히|현재로서는",
        "other": "기타",
        "promise": "진행 중|나중에|아직|추후|준비 중|추후 작성",
        "point": "미해결 질문|미해결 사항|미결 사항|열린 질문|확인 필요|검토 필요|논의 필요|결정 필요|협의 필요",
        "required": "필수|필수 여부|필수여부|필요|의무",
        "must": "필수|필요|예|네|의무",
        "question": "질문|확인 사항|확인사항|점검 항목",
        "answer": "답변|결정|결론|비고",
        "data": "타입|자료형|기본값|예시",
        "scale": "낮음|보통|높음|예|아니오|아니요|상|하",
        "optional":
            "선택|선택 사항|선택사항|옵션|해당 시|해당시|해당되는 경우|해당하는 경우|필요 시|필요시|필요한 경우|"
            "생략 가능|있는 경우",
        "condition": "경우",
        "remark":
            "선택 사항|선택사항|선택 항목|생략 가능|생략할 수|생략해도|삭제해도|삭제할 수|삭제 가능|비워 둘|비워둘|"
            "비워도|해당하지 않으면|해당되지 않으면|해당하는 경우에만|필요한 경우에만|필요 없으면|해당 없으면 삭제|"
            "해당 없으면 생략",
        "instruct": "여기에|이 섹션|이 절|왜|어떻게|무엇을",
        "request": "하세요|하십시오|작성한다|기술한다|설명한다|적는다|주세요",
        "draft":
            "초안|제안|제안됨|제안 중|기획|계획|계획 중|아이디어|작성 중|작성중|작성|기획 중|기획중|준비 중|준비중|"
            "논의 중",
        "implementing":
            "검토 중|검토중|리뷰 중|승인|승인됨|수락|채택|구현 중|구현중|진행 중|진행중|개발 중|개발중|확정|승인 대기|"
            "리뷰중|합의됨|심사 중|테스트 중",
        "approved": "승인|승인됨",
        "done":
            "완료|완료됨|구현 완료|구현됨|배포됨|배포 완료|검증됨|최종|활성|유효|시행 중|시행중|시행|적용됨|적용 중|"
            "운영 중|운영중|출시됨|발효|게시됨",
        "retired":
            "대체됨|대체|거부|거부됨|반려|철회|철회됨|연기|연기됨|보류|보관|폐기|폐기됨|중단|사용 중단|취소|취소됨|"
            "만료|만료됨|종료|중지|미채택",
        "stale": "대체됨|거부|거부됨|반려|철회|철회됨|폐기|폐기됨|사용 중단",
        "successor": "",
    },
    "it": {
        "and": "e|ed",
        "none": "nessuno|nessuna|non applicabile|non necessario|non richiesto",
        "later":
            "da definire|da determinare|da decidere|da stabilire|da confermare|da completare|da fare|da precisare|"
            "da specificare|da compilare|da scrivere|da aggiungere|da chiarire|da discutere|ancora da definire|"
            "ancora da decidere|non ancora definito|non ancora deciso|non definito",
        "open":
            "in sospeso|in corso|non ancora|in discussione|sconosciuto|più tardi|in attesa|in attesa di conferma|"
            "in attesa di risposta|da vedere|vedremo|non so|non lo so|prossimamente|aperto|non deciso|non sappiamo|"
            "non si sa|non noto|non chiaro|indefinito|incerto|in fase di definizione|da valutare|non lo sappiamo|"
            "allo studio",
        "yet": "ancora|tuttora|per ora|al momento|per il momento|attualmente|finora",
        "required": "obbligatorio|obbligatoria|obbligatorietà|richiesto|richiesta|necessario|necessaria",
        "must": "obbligatorio|obbligatoria|richiesto|richiesta|necessario|necessaria|sì|deve",
        "question": "domanda|domande|criterio|verifica",
        "answer": "risposta|risposte|decisione|esito",
        "optional":
            "facoltativo|facoltativa|opzionale|se applicabile|se necessario|se presente|solo se|ove applicabile|"
            "se pertinente|eventuale",
        "remark":
            "è facoltativa|è facoltativo|è opzionale|sezione facoltativa|sezione opzionale|può essere omessa|"
            "può essere omesso|può essere eliminata|può essere rimossa|può rimanere vuota|eliminare se|rimuovere se|"
            "compilare solo se",
        "draft": "bozza|in bozza|proposto|proposta|in preparazione|pianificato|pianificata",
        "implementing":
            "in revisione|approvato|approvata|accettato|accettata|in corso|in sviluppo|in lavorazione|deciso|decisa|"
            "adottato|adottata",
        "approved": "approvato|approvata|accettato|accettata|adottato|adottata",
        "done":
            "in vigore|implementato|implementata|completato|completata|concluso|conclusa|finito|pubblicato|pubblicata|"
            "rilasciato|rilasciata|attivo|attiva|definitivo|definitiva",
        "retired":
            "sostituito|sostituita|superato|superata|rifiutato|rifiutata|respinto|respinta|ritirato|ritirata|obsoleto|"
            "obsoleta|archiviato|archiviata|annullato|annullata|rinviato|rinviata|abbandonato|abbandonata|sospeso|"
            "sospesa",
        "stale":
            "sostituito|sostituita|superato|superata|rifiutato|rifiutata|respinto|respinta|ritirato|ritirata|"
            "annullato|annullata|deprecato|deprecata",
        "successor": "sostituito da|sostituita da|superato da|superata da|rimpiazzato da|rimpiazzata da",
    },
    "nl": {
        "and": "en",
        "none": "geen|niet van toepassing|n.v.t.|niet nodig|niet vereist",
        "later":
            "te bepalen|nog te bepalen|nader te bepalen|te definiëren|nog te definiëren|te beslissen|nog te beslissen|"
            "te bevestigen|nog te bevestigen|in te vullen|nog in te vullen|aan te vullen|nog aan te vullen|"
            "uit te werken|nog uit te werken|te doen|nog te doen|volgt nog|n.t.b.|nog niet bepaald|"
            "nog niet gedefinieerd|nog niet besloten",
        "open":
            "nog niet|in behandeling|onduidelijk|onbekend|in discussie|in afwachting|wordt nog bepaald|weet ik niet|"
            "later|volgende sprint|binnenkort|in overleg|niet besloten|niet bekend|niet duidelijk|niet bepaald|"
            "weten we niet|volgt|open|moet worden bepaald|moet nog worden bepaald|wordt bepaald|wordt later bepaald|"
            "uit te zoeken",
        "yet": "nog|nog steeds|voorlopig|momenteel|op dit moment|vooralsnog|tot nu toe",
        "required": "verplicht|vereist|noodzakelijk",
        "must": "verplicht|vereist|noodzakelijk|moet|ja",
        "question": "vraag|vragen|controle",
        "answer": "antwoord|antwoorden|beslissing|besluit",
        "optional":
            "optioneel|optionele|indien van toepassing|indien nodig|indien relevant|indien aanwezig|alleen als|"
            "alleen indien|facultatief|niet verplicht|zo nodig",
        "condition": "indien",
        "remark":
            "is optioneel|zijn optioneel|optionele sectie|optioneel onderdeel|mag worden weggelaten|"
            "kan worden weggelaten|mag leeg blijven|kan leeg blijven|mag worden verwijderd|kan worden verwijderd|"
            "weglaten als|weglaten indien|verwijderen als|verwijderen indien|verwijder deze sectie",
        "draft": "concept|voorstel|voorgesteld|in voorbereiding|gepland",
        "implementing":
            "geaccepteerd|goedgekeurd|aanvaard|in review|ter beoordeling|in uitvoering|in ontwikkeling|in behandeling|"
            "besloten|vastgesteld",
        "approved": "geaccepteerd|goedgekeurd|aanvaard|vastgesteld",
        "done":
            "van kracht|geïmplementeerd|afgerond|voltooid|gereed|klaar|definitief|actief|gepubliceerd|in productie|"
            "uitgevoerd|geldig",
        "retired":
            "vervangen|afgewezen|verworpen|ingetrokken|verouderd|vervallen|gearchiveerd|uitgesteld|geannuleerd|"
            "afgeschaft",
        "stale": "vervangen|afgewezen|verworpen|ingetrokken|verouderd|vervallen|afgeschaft",
        "successor": "vervangen door|opgevolgd door",
    },
    "pl": {
        "and": "i|oraz",
        "none": "brak|nie dotyczy|nie wymagane|niewymagane|niepotrzebne",
        "later":
            "do ustalenia|do określenia|do zdefiniowania|do uzupełnienia|do decyzji|do potwierdzenia|do zrobienia|"
            "do opisania|do wyjaśnienia|do dopracowania|do omówienia|jeszcze nie ustalono|jeszcze nieustalone|"
            "nie ustalono|jeszcze nie określono",
        "open":
            "w toku|w trakcie|jeszcze nie|nieznane|niejasne|później|otwarte|w trakcie ustaleń|w trakcie uzgodnień|"
            "nie wiem|nie wiadomo|oczekuje|oczekiwanie na decyzję|nie ustalone|wkrótce|w przygotowaniu|nieustalone|"
            "nie wiemy|nie zdecydowano|nie określono|niezdefiniowane|brak decyzji|do przemyślenia|ustalimy później|"
            "w trakcie analizy|do przeanalizowania",
        "yet": "jeszcze|na razie|obecnie|nadal|wciąż|póki co|w tej chwili",
        "required": "wymagane|wymagany|wymagana|obowiązkowe|obowiązkowy|obowiązkowo|obligatoryjne",
        "must": "wymagane|wymagany|wymagana|obowiązkowe|obowiązkowy|obowiązkowo|obligatoryjne|tak|musi",
        "question": "pytanie|pytania|kryterium",
        "answer": "odpowiedź|odpowiedzi|decyzja|uwagi",
        "optional":
            "opcjonalnie|opcjonalne|opcjonalny|opcjonalna|nieobowiązkowe|nieobowiązkowy|jeśli dotyczy|jeżeli dotyczy|"
            "w razie potrzeby|jeśli potrzebne|tylko jeśli|tylko gdy|o ile dotyczy",
        "condition": "jeśli|jeżeli",
        "remark":
            "jest opcjonalna|jest opcjonalny|jest opcjonalne|sekcja opcjonalna|opcjonalna sekcja|można pominąć|"
            "można usunąć|może być pusta|może pozostać pusta|pomiń, jeśli|usuń, jeśli|wypełnij tylko jeśli|"
            "wypełnić tylko jeśli",
        "draft":
            "szkic|projekt|wersja robocza|propozycja|zaproponowane|zaproponowany|zaproponowana|planowane|planowany|"
            "planowana|robocza",
        "implementing":
            "zaakceptowany|zaakceptowana|zaakceptowane|zatwierdzony|zatwierdzona|zatwierdzone|przyjęty|przyjęta|"
            "przyjęte|w trakcie|w toku|w realizacji|w recenzji|do przeglądu|w przeglądzie",
        "approved":
            "zaakceptowany|zaakceptowana|zaakceptowane|zatwierdzony|zatwierdzona|zatwierdzone|przyjęty|przyjęta|"
            "przyjęte",
        "done":
            "obowiązuje|obowiązujący|obowiązująca|wdrożony|wdrożona|wdrożone|zakończony|zakończona|zakończone|gotowe|"
            "gotowy|zrealizowany|zrealizowana|zrealizowane|opublikowany|opublikowana|opublikowane|ukończone",
        "retired":
            "zastąpiony|zastąpiona|zastąpione|odrzucony|odrzucona|odrzucone|wycofany|wycofana|wycofane|przestarzały|"
            "przestarzała|przestarzałe|nieaktualny|nieaktualna|nieaktualne|zarchiwizowany|zarchiwizowana|"
            "zarchiwizowane|anulowany|anulowana|anulowane|odłożony|odłożona|odłożone|uchylony|uchylona|uchylone",
        "stale":
            "zastąpiony|zastąpiona|zastąpione|odrzucony|odrzucona|odrzucone|wycofany|wycofana|wycofane|przestarzały|"
            "przestarzała|przestarzałe|nieaktualny|nieaktualna|nieaktualne|uchylony|uchylona|uchylone",
        "successor": "zastąpiony przez|zastąpiona przez|zastąpione przez",
    },
    "uk": {
        "none": "немає|відсутні|відсутнє|не застосовується|не застосовно|не потрібно|не потрібні|не стосується",
        "later":
            "буде визначено|буде уточнено|буде додано|уточнюється|потребує уточнення|визначити|ще не визначено|"
            "не визначено|ще не вирішено|заповнити|доповнити",
        "open":
            "у роботі|в роботі|очікується|ще немає|не вирішено|пізніше|невідомо|незрозуміло|обговорюється|"
            "на погодженні|скоро|не знаємо|не відомо|не зрозуміло|не погоджено|не з'ясовано|обговорюємо|"
            "треба уточнити|потрібно уточнити|вирішимо пізніше|на обговоренні",
        "yet": "поки|поки що|ще|наразі|досі|все ще|на цей момент|зараз",
        "required": "обов'язково|обов’язково|обов'язковий|обов’язковий|обов'язковість|обов’язковість|потрібно",
        "must": "обов'язково|обов’язково|обов'язковий|обов’язковий|потрібно|так",
        "question": "питання|запитання|перевірка|критерій",
        "answer": "відповідь|відповіді|рішення|коментар",
        "optional":
            "необов'язково|необов’язково|необов'язковий|необов’язковий|опціонально|за потреби|за необхідності|"
            "якщо застосовно|якщо є|якщо потрібно|лише якщо|тільки якщо|за бажанням|за наявності|опційно",
        "condition": "якщо",
        "remark":
            "є необов'язковим|є необов’язковим|необов'язковий розділ|необов’язковий розділ|можна видалити|"
            "можна пропустити|можна вилучити|може бути порожнім|заповнюйте лише якщо|видаліть розділ|"
            "видаліть цей розділ|пропустіть цей розділ",
        "draft": "чернетка|запропоновано|пропозиція|ідея|проєкт|заплановано",
        "implementing":
            "прийнято|схвалено|затверджено|погоджено|на розгляді|у процесі|в процесі|у роботі|в роботі|у розробці",
        "approved": "прийнято|схвалено|затверджено|погоджено",
        "done": "впроваджено|реалізовано|завершено|виконано|готово|чинний|чинна|діє|опубліковано",
        "retired": "замінено|відхилено|відкликано|застаріло|застарілий|відкладено|скасовано|архівовано|в архіві",
        "stale": "замінено|відхилено|відкликано|застаріло|застарілий|скасовано",
        "successor": "замінено на",
    },
    "tr": {
        "none": "yok|uygulanamaz|gerekli değil|geçerli değil|gerekmiyor",
        "later":
            "belirlenecek|daha sonra belirlenecek|kararlaştırılacak|tanımlanacak|doldurulacak|eklenecek|"
            "netleştirilecek|henüz belirlenmedi|henüz belli değil|yapılacak",
        "open":
            "henüz değil|belirsiz|bekliyor|devam ediyor|sonra|bilinmiyor|görüşülüyor|değerlendiriliyor|net değil|"
            "belli değil|bilmiyoruz|karar verilmedi|belirlenmedi|kesinleşmedi|araştırılıyor|konuşulacak|"
            "karar verilecek|sonra karar verilecek",
        "yet": "henüz|hâlâ|hala|şu an|şu anda|şimdilik|şu an için|daha",
        "required": "zorunlu|zorunlu mu|gerekli|gerekli mi|zorunluluk",
        "must": "zorunlu|gerekli|evet|şart",
        "question": "soru|sorular|kontrol",
        "answer": "yanıt|cevap|karar",
        "optional": "isteğe bağlı|opsiyonel|seçmeli|varsa|gerekirse|gerekliyse|uygunsa|zorunlu değil",
        "remark":
            "isteğe bağlıdır|opsiyoneldir|isteğe bağlı bölüm|boş bırakılabilir|silinebilir|atlanabilir|çıkarılabilir",
        "draft": "taslak|önerildi|önerilen|öneri|planlandı|planlanıyor|fikir",
        "implementing": "kabul edildi|onaylandı|inceleniyor|incelemede|devam ediyor|geliştiriliyor|uygulanıyor",
        "approved": "kabul edildi|onaylandı",
        "done": "tamamlandı|uygulandı|yayınlandı|yayımlandı|yürürlükte|aktif|bitti",
        "retired":
            "değiştirildi|reddedildi|geri çekildi|iptal edildi|arşivlendi|ertelendi|kullanımdan kaldırıldı|geçersiz",
        "stale": "değiştirildi|reddedildi|geri çekildi|iptal edildi|kullanımdan kaldırıldı|geçersiz",
    },
    "vi": {
        "none": "không có|không áp dụng|không cần|không yêu cầu",
        "later":
            "chưa xác định|chưa quyết định|sẽ xác định|sẽ bổ sung|cần bổ sung|cần xác định|cần làm rõ|sẽ cập nhật|"
            "chưa có|sẽ quyết định",
        "open":
            "đang chờ|chưa rõ|đang thảo luận|đang thực hiện|chưa biết|để sau|đang xem xét|chưa quyết định|"
            "chưa xác định|chưa có",
        "yet": "vẫn|hiện|hiện tại|hiện nay|tạm thời|vẫn còn|sau",
        "required": "bắt buộc|yêu cầu",
        "must": "bắt buộc|có|phải",
        "question": "câu hỏi|kiểm tra|tiêu chí",
        "answer": "trả lời|câu trả lời|quyết định|kết luận",
        "optional": "tùy chọn|tuỳ chọn|không bắt buộc|nếu có|nếu cần|nếu áp dụng",
        "condition": "nếu",
        "remark": "là tùy chọn|là tuỳ chọn|không bắt buộc|có thể bỏ qua|có thể xóa|có thể xoá|có thể để trống",
        "draft": "bản nháp|nháp|dự thảo|đề xuất|ý tưởng|đang soạn",
        "implementing":
            "đã duyệt|đã phê duyệt|đã chấp nhận|đã chấp thuận|đang xem xét|đang thực hiện|đang triển khai|"
            "đang phát triển",
        "approved": "đã duyệt|đã phê duyệt|đã chấp nhận|đã chấp thuận",
        "done": "hoàn thành|đã hoàn thành|đã triển khai|đã phát hành|có hiệu lực|đã thực hiện",
        "retired":
            "đã thay thế|bị thay thế|bị từ chối|đã từ chối|đã hủy|đã huỷ|đã rút|hết hiệu lực|lỗi thời|lưu trữ|"
            "tạm hoãn|từ chối",
        "stale": "đã thay thế|bị thay thế|bị từ chối|đã từ chối|đã hủy|đã huỷ|đã rút|hết hiệu lực|lỗi thời",
    },
    "sv": {
        "none": "inga|inget|ingen|ej tillämpligt|inte tillämpligt|ej aktuellt|behövs inte",
        "later":
            "att bestämma|ska bestämmas|bestäms senare|fylls i senare|ännu ej bestämt|inte bestämt|att göra|"
            "kompletteras",
        "open":
            "ej beslutat|oklart|väntar|pågår|senare|okänt|inte ännu|ännu inte|inte klart|ej klart|ej bestämt|vet ej|"
            "vet inte|obestämt|inte beslutat|ska utredas|återkommer|under utredning",
        "yet": "ännu|än|fortfarande|för närvarande|just nu|tills vidare|än så länge",
        "required": "obligatorisk|obligatoriskt|krävs|krav",
        "must": "obligatorisk|obligatoriskt|krävs|ja|måste",
        "question": "fråga|frågor",
        "answer": "svar|beslut",
        "optional": "valfri|valfritt|frivillig|frivilligt|vid behov|om tillämpligt|om relevant|om det behövs",
        "remark": "är valfri|är valfritt|kan utelämnas|får utelämnas|kan tas bort|får lämnas tom",
        "draft": "utkast|förslag|föreslagen|föreslaget|planerad",
        "implementing": "godkänd|godkänt|accepterad|accepterat|under granskning|beslutad|beslutat|pågående",
        "approved": "godkänd|godkänt|accepterad|accepterat|beslutad|beslutat",
        "done": "genomförd|genomfört|införd|klar|klart|färdig|publicerad|gällande|i kraft",
        "retired": "ersatt|avvisad|avslagen|tillbakadragen|föråldrad|arkiverad|upphävd|uppskjuten|inställd",
        "stale": "ersatt|avvisad|avslagen|tillbakadragen|föråldrad|upphävd",
        "successor": "ersatt av",
    },
    "ar": {
        "none": "لا يوجد|لا شيء|لا ينطبق|غير مطلوب|غير قابل للتطبيق",
        "later":
            "سيتم تحديده|يحدد لاحقا|يحدد لاحقًا|سيحدد لاحقا|سيحدد لاحقًا|لاحقا|لاحقًا|لم يحدد بعد|للتحديد|قيد التحديد|"
            "سيحدد|سيتم تحديدها|سيتم التحديد",
        "open":
            "قيد الانتظار|غير معروف|قيد النقاش|قيد العمل|غير واضح|قيد الدراسة|قيد البحث|لم يتقرر|لم يحدد|غير محدد|"
            "قيد المناقشة",
        "yet": "حتى الآن|لا يزال|ما زال|حاليا|حاليًا|لاحقا|لاحقًا|بعد",
        "required": "إلزامي|مطلوب|إجباري",
        "must": "إلزامي|مطلوب|إجباري|نعم",
        "question": "السؤال|سؤال",
        "answer": "الإجابة|الجواب|القرار",
        "optional": "اختياري|اختيارية|عند الحاجة|إن وجد|إن وجدت|إذا لزم الأمر",
        "remark": "هذا القسم اختياري|قسم اختياري|يمكن حذف|يمكن تركه فارغ",
        "draft": "مسودة|مقترح|اقتراح",
        "implementing": "معتمد|معتمدة|مقبول|موافق عليه|قيد المراجعة|قيد التنفيذ",
        "approved": "معتمد|معتمدة|مقبول|موافق عليه",
        "done": "مكتمل|مكتملة|منفذ|منشور|ساري|تم التنفيذ",
        "retired": "مستبدل|مرفوض|مسحوب|ملغى|ملغي|مؤرشف|مؤجل|تم استبداله",
        "stale": "مستبدل|مرفوض|مسحوب|ملغى|ملغي|تم استبداله",
    },
    "he": {
        "none": "אין|לא רלוונטי|לא נדרש|לא ישים",
        "later": "ייקבע בהמשך|יקבע בהמשך|טרם נקבע|להשלמה|יושלם בהמשך|להגדיר|טרם הוגדר",
        "open": "ממתין|לא ידוע|בדיון|בתהליך|לא ברור|טרם הוחלט|לא הוחלט|לא נקבע|לא הוגדר|טרם ידוע|בבירור",
        "yet": "עדיין|כרגע|בינתיים|עד כה|נכון לעכשיו",
        "required": "חובה|נדרש",
        "must": "חובה|נדרש|כן",
        "question": "שאלה",
        "answer": "תשובה|החלטה",
        "optional": "אופציונלי|רשות|לא חובה|אם רלוונטי|במידת הצורך",
        "draft": "טיוטה|הצעה|מוצע",
        "implementing": "מאושר|אושר|התקבל|בבדיקה|בביצוע|בפיתוח",
        "approved": "מאושר|אושר|התקבל",
        "done": "הושלם|יושם|פורסם|בתוקף",
        "retired": "הוחלף|נדחה|נמשך|בוטל|הועבר לארכיון|מיושן",
        "stale": "הוחלף|נדחה|נמשך|בוטל|מיושן",
    },
    "hi": {
        "none": "कोई नहीं|लागू नहीं|आवश्यक नहीं",
        "later": "तय होना बाकी है|तय होना बाकी|बाद में तय होगा|निर्धारित किया जाना है|अभी तय नहीं",
        "open":
            "लंबित|अज्ञात|चर्चा में|प्रगति पर|बाद में|तय नहीं|स्पष्ट नहीं|पता नहीं|ज्ञात नहीं|निर्णय नहीं हुआ|"
            "विचाराधीन",
        "yet": "अभी|अभी तक|फिलहाल|अब तक",
        "required": "अनिवार्य|आवश्यक",
        "must": "अनिवार्य|आवश्यक|हाँ|हां",
        "question": "प्रश्न|सवाल",
        "answer": "उत्तर|जवाब|निर्णय",
        "optional": "वैकल्पिक|ऐच्छिक|यदि लागू हो|यदि आवश्यक हो",
        "draft": "मसौदा|प्रारूप|ड्राफ्ट|प्रस्तावित|प्रस्ताव",
        "implementing": "स्वीकृत|अनुमोदित|समीक्षाधीन|समीक्षा में|प्रगति पर",
        "approved": "स्वीकृत|अनुमोदित",
        "done": "पूर्ण|लागू|प्रकाशित|संपन्न",
        "retired": "अस्वीकृत|प्रतिस्थापित|वापस लिया गया|रद्द|स्थगित|संग्रहीत|अप्रचलित",
        "stale": "अस्वीकृत|प्रतिस्थापित|वापस लिया गया|रद्द|अप्रचलित",
    },
    "cs": {
        "none": "žádné|žádný|není potřeba|nevztahuje se|neuplatní se|není relevantní|není třeba|netýká se|není nutné",
        "later": "bude určeno|bude doplněno|k doplnění|zatím neurčeno|bude upřesněno",
        "open":
            "zatím ne|čeká se|nejasné|probíhá|neznámé|nevíme|není známo|není jasné|nerozhodnuto|neurčeno|nevyřešeno|"
            "v řešení|později|není rozhodnuto|otevřené|je třeba doplnit|řeší se|doplnit|bude řešeno",
        "yet": "zatím|ještě|prozatím|dosud|stále|momentálně|v tuto chvíli",
        "required": "povinné|povinný|povinná",
        "must": "povinné|povinný|povinná|ano",
        "question": "otázka|otázky",
        "answer": "odpověď|rozhodnutí",
        "optional": "volitelné|volitelný|volitelná|nepovinné|nepovinný|nepovinná|pokud je relevantní|v případě potřeby",
        "remark": "je volitelná|je nepovinná|lze vynechat|lze smazat|může zůstat prázdná",
        "draft": "návrh|koncept|navrženo",
        "implementing": "schváleno|schválený|přijato|přijatý|v revizi|probíhá|ke schválení|v přípravě realizace",
        "approved": "schváleno|schválený|přijato|přijatý",
        "done": "dokončeno|implementováno|hotovo|platné|v platnosti|zveřejněno",
        "retired": "nahrazeno|zamítnuto|staženo|zastaralé|zrušeno|odloženo|archivováno",
        "stale": "nahrazeno|zamítnuto|staženo|zastaralé|zrušeno",
        "successor": "nahrazeno",
    },
    "da": {
        "none": "ingen|intet|ikke relevant|ikke nødvendigt|ikke aktuelt",
        "later":
            "afklares|fastlægges|følger|udestår|skal afklares|skal besluttes|udfyldes senere|afklares senere|"
            "besluttes senere",
        "open":
            "åben|åbent|uafklaret|ukendt|uklart|ikke besluttet|ikke afklaret|ikke kendt|ved ikke|senere|i gang|"
            "afventer|under afklaring",
        "yet": "endnu|stadig|fortsat|lige nu|indtil videre|for nuværende|p.t.",
        "required": "påkrævet|obligatorisk|krævet|skal",
        "must": "påkrævet|obligatorisk|krævet|ja|skal",
        "question": "spørgsmål|kontrol",
        "answer": "svar|beslutning",
        "optional": "valgfri|valgfrit|hvis relevant|efter behov|ved behov|frivillig",
        "remark": "er valgfri|er valgfrit|kan udelades|kan slettes|kan stå tom",
        "draft": "kladde|udkast|forslag|foreslået",
        "implementing": "godkendt|accepteret|til gennemsyn|under behandling|i gang",
        "approved": "godkendt|accepteret",
        "done": "færdig|færdigt|gennemført|implementeret|gældende|udgivet",
        "retired": "erstattet|afvist|forældet|trukket tilbage|udskudt|arkiveret|annulleret",
        "stale": "erstattet|afvist|forældet|trukket tilbage|annulleret",
        "successor": "erstattet af",
    },
    "no": {
        "none": "ingen|ikke relevant|ikke nødvendig|ikke aktuelt|ikke påkrevd",
        "later":
            "avklares|fastsettes|kommer|må avklares|skal avklares|skal besluttes|fylles ut senere|avklares senere|"
            "bestemmes senere",
        "open":
            "åpen|åpent|uavklart|ukjent|uklart|ikke bestemt|ikke avklart|ikke besluttet|vet ikke|senere|pågår|avventer",
        "yet": "ennå|enda|fortsatt|foreløpig|inntil videre|for øyeblikket|per nå",
        "required": "påkrevd|obligatorisk|kreves",
        "must": "påkrevd|obligatorisk|kreves|må",
        "question": "spørsmål",
        "answer": "beslutning",
        "optional": "valgfri|valgfritt|hvis aktuelt|ved behov|frivillig|om aktuelt",
        "remark": "er valgfri|er valgfritt|kan utelates|kan slettes|kan stå tom",
        "draft": "utkast|forslag|foreslått",
        "implementing": "godkjent|akseptert|til gjennomgang|under arbeid|pågår",
        "approved": "godkjent|akseptert",
        "done": "ferdig|gjennomført|implementert|gjeldende|publisert",
        "retired": "erstattet|avvist|utdatert|trukket|utsatt|arkivert|kansellert",
        "stale": "erstattet|avvist|utdatert|trukket|kansellert",
        "successor": "erstattet av",
    },
    "fi": {
        "none": "ei mitään|ei ole|ei koske|ei tarpeen|ei sovellu|ei vaadita",
        "later":
            "päätetään|määritellään|täydennetään|selvitetään|tarkennetaan|päätetään myöhemmin|määritellään myöhemmin|"
            "täydennetään myöhemmin|tarkentuu myöhemmin|tehtävä",
        "open":
            "avoin|avoinna|auki|kesken|epäselvä|ei tiedossa|ei päätetty|ei vielä|ei vielä tiedossa|ei vielä päätetty|"
            "tuntematon|odottaa|myöhemmin|työn alla|selvityksessä",
        "yet": "vielä|toistaiseksi|edelleen|tällä hetkellä|yhä",
        "required": "pakollinen|vaaditaan|pakollisuus|vaadittu",
        "must": "pakollinen|vaaditaan|kyllä|on pakko",
        "question": "kysymys|kysymykset|tarkistus",
        "answer": "vastaus|päätös",
        "optional": "valinnainen|vapaaehtoinen|tarvittaessa|jos tarpeen|jos sovellettavissa|ei pakollinen",
        "remark": "on valinnainen|voidaan jättää pois|voi jättää pois|saa poistaa|voi poistaa",
        "draft": "luonnos|ehdotus|ehdotettu|suunnitteilla",
        "implementing": "hyväksytty|katselmoitavana|katselmoinnissa|työn alla|kesken|toteutuksessa",
        "approved": "hyväksytty",
        "done": "valmis|toteutettu|käytössä|voimassa|julkaistu",
        "retired": "korvattu|hylätty|vanhentunut|peruttu|lykätty|arkistoitu",
        "stale": "korvattu|hylätty|vanhentunut|peruttu",
    },
    "hu": {
        "none": "nincs|nem szükséges|nem alkalmazható|nem releváns|nem vonatkozik",
        "later":
            "meghatározandó|kitöltendő|pótlandó|egyeztetendő|később döntjük el|később határozzuk meg|később pótoljuk|"
            "teendő",
        "open":
            "nyitott|függőben|folyamatban|ismeretlen|nem ismert|nem tudjuk|nem dőlt el|nem eldöntött|tisztázandó|"
            "egyeztetés alatt|nem világos",
        "yet": "még|még mindig|egyelőre|jelenleg|továbbra is|pillanatnyilag|később",
        "required": "kötelező|szükséges|kötelező-e",
        "must": "kötelező|szükséges|igen",
        "question": "kérdés|kérdések|ellenőrzés",
        "answer": "válasz|döntés",
        "optional": "opcionális|nem kötelező|ha szükséges|szükség esetén|ha van|ha releváns|választható",
        "remark": "opcionális rész|elhagyható|törölhető|üresen hagyható",
        "draft": "tervezet|vázlat|javaslat|javasolt",
        "implementing": "jóváhagyva|jóváhagyott|elfogadva|elfogadott|véleményezés alatt|folyamatban",
        "approved": "jóváhagyva|jóváhagyott|elfogadva|elfogadott",
        "done": "kész|befejezve|megvalósítva|hatályos|kiadva",
        "retired": "elavult|elutasítva|visszavonva|felváltva|elhalasztva|archivált|törölve",
        "stale": "elavult|elutasítva|visszavonva|felváltva",
    },
    "ro": {
        "none": "niciunul|niciuna|nu este cazul|nu se aplică|nu este necesar|neaplicabil",
        "later":
            "de stabilit|de definit|de completat|de decis|de precizat|va fi stabilit|va fi definit|va fi completat|"
            "urmează a fi stabilit|de făcut",
        "open":
            "în așteptare|în lucru|în discuție|necunoscut|neclar|nedecis|nestabilit|nu știm|nu se știe|nu s-a decis|"
            "mai târziu|ulterior",
        "yet": "încă|deocamdată|momentan|în prezent|până acum",
        "required": "obligatoriu|obligatorie|necesar|necesară",
        "must": "obligatoriu|obligatorie|necesar|necesară|da",
        "question": "întrebare|întrebări|verificare",
        "answer": "răspuns|decizie",
        "optional": "opțional|opțională|facultativ|dacă este cazul|dacă e cazul|dacă este necesar",
        "remark": "este opțională|este opțional|poate fi omisă|poate fi ștearsă|poate rămâne goală",
        "draft": "ciornă|schiță|propunere|propus",
        "implementing": "aprobat|aprobată|acceptat|acceptată|în revizuire|în lucru",
        "approved": "aprobat|aprobată|acceptat|acceptată",
        "done": "finalizat|finalizată|implementat|implementată|publicat|în vigoare",
        "retired": "înlocuit|înlocuită|respins|respinsă|retras|învechit|anulat|amânat|arhivat",
        "stale": "înlocuit|înlocuită|respins|respinsă|retras|învechit|anulat",
        "successor": "înlocuit de|înlocuit cu",
    },
    "el": {
        "none": "κανένα|καμία|κανένας|δεν απαιτείται|δεν ισχύει|δεν εφαρμόζεται|δεν χρειάζεται|άνευ αντικειμένου",
        "later":
            "θα καθοριστεί|θα οριστεί|θα συμπληρωθεί|θα αποφασιστεί|προς καθορισμό|προς συμπλήρωση|να συμπληρωθεί|"
            "να οριστεί",
        "open":
            "εκκρεμεί|σε εκκρεμότητα|άγνωστο|ασαφές|ανοιχτό|δεν αποφασίστηκε|δεν έχει αποφασιστεί|δεν γνωρίζουμε|"
            "υπό συζήτηση|αργότερα|σε εξέλιξη",
        "yet": "ακόμη|ακόμα|προς το παρόν|μέχρι στιγμής|επί του παρόντος",
        "required": "υποχρεωτικό|υποχρεωτική|απαιτείται",
        "must": "υποχρεωτικό|υποχρεωτική|απαιτείται|ναι",
        "question": "ερώτηση|ερωτήσεις|έλεγχος",
        "answer": "απάντηση|απόφαση",
        "optional":
            "προαιρετικό|προαιρετική|αν υπάρχει|εάν υπάρχει|αν απαιτείται|εφόσον απαιτείται|κατά περίπτωση|"
            "προαιρετικά|προαιρετικός",
        "remark": "είναι προαιρετικό|είναι προαιρετική|μπορεί να παραλειφθεί",
        "draft": "πρόχειρο|σχέδιο|πρόταση|προσχέδιο",
        "implementing": "εγκρίθηκε|εγκεκριμένο|αποδεκτό|σε έλεγχο|υπό έλεγχο|σε εξέλιξη",
        "approved": "εγκρίθηκε|εγκεκριμένο|αποδεκτό",
        "done": "ολοκληρώθηκε|ολοκληρωμένο|υλοποιήθηκε|σε ισχύ|δημοσιεύθηκε",
        "retired": "αντικαταστάθηκε|απορρίφθηκε|αποσύρθηκε|παρωχημένο|αναβλήθηκε|αρχειοθετήθηκε|ακυρώθηκε",
        "stale": "αντικαταστάθηκε|απορρίφθηκε|αποσύρθηκε|παρωχημένο|ακυρώθηκε",
    },
    "bg": {
        "none": "няма|неприложимо|не се прилага|не е необходимо|не е нужно",
        "later":
            "предстои|ще се уточни|ще бъде определено|ще бъде уточнено|за попълване|за уточняване|предстои да се реши|"
            "предстои да се уточни",
        "open": "в процес|изчаква|неясно|не е ясно|не е решено|не е известно|обсъжда се|по-късно|не знаем",
        "yet": "все още|още|засега|към момента|в момента",
        "required": "задължително|задължителен|изисква се",
        "must": "задължително|задължителен|изисква се",
        "question": "въпроси",
        "answer": "отговор|отговори",
        "optional": "по желание|по избор|незадължително|ако е приложимо|при необходимост",
        "draft": "чернова|предложение",
        "implementing": "одобрен|одобрена|одобрено|приет|прието|в преглед",
        "approved": "одобрен|одобрена|одобрено|приет|прието",
        "done": "завършен|завършена|завършено|внедрено|в сила|публикувано",
        "retired": "заменен|заменено|отхвърлен|отхвърлено|оттеглено|остаряло|отложено|архивирано",
        "stale": "заменен|заменено|отхвърлен|отхвърлено|оттеглено|остаряло",
    },
    "th": {
        "none": "ไม่มี|ไม่เกี่ยวข้อง|ไม่จำเป็น|ไม่ต้องใช้",
        "later": "รอตัดสินใจ|รอกำหนด|รอสรุป|จะกำหนดภายหลัง|จะเพิ่มภายหลัง|รอเพิ่มเติม|ยังไม่กำหนด|ยังไม่ตัดสินใจ",
        "open":
            "ยังไม่แน่นอน|ไม่ทราบ|ไม่ชัดเจน|รอดำเนินการ|กำลังดำเนินการ|อยู่ระหว่างพิจารณา|ภายหลัง|ยังไม่มี|"
            "ยังไม่เสร็จ|อยู่ระหว่างหารือ",
        "yet": "ยัง|ขณะนี้|ตอนนี้|ปัจจุบัน",
        "required": "จำเป็น|บังคับ|ต้องมี",
        "must": "จำเป็น|บังคับ|ต้องมี|ใช่",
        "question": "คำถาม|รายการตรวจสอบ",
        "answer": "คำตอบ|การตัดสินใจ",
        "optional": "ไม่บังคับ|ถ้ามี|หากมี|ทางเลือก|ตามความจำเป็น",
        "draft": "ร่าง|แบบร่าง|ข้อเสนอ",
        "implementing": "อนุมัติแล้ว|อนุมัติ|กำลังตรวจสอบ|กำลังดำเนินการ|ยอมรับ",
        "approved": "อนุมัติแล้ว|อนุมัติ|ยอมรับ",
        "done": "เสร็จสิ้น|เสร็จสมบูรณ์|เสร็จแล้ว|ใช้งานแล้ว|เผยแพร่แล้ว",
        "retired": "ถูกแทนที่|ถูกปฏิเสธ|ปฏิเสธ|ยกเลิก|ล้าสมัย|เลื่อนออกไป",
        "stale": "ถูกแทนที่|ถูกปฏิเสธ|ปฏิเสธ|ยกเลิก|ล้าสมัย",
    },
    "id": {
        "none": "tidak ada|tidak berlaku|tidak diperlukan|tidak perlu|tidak relevan",
        "later":
            "akan ditentukan|akan diisi|akan dilengkapi|akan diputuskan|perlu ditentukan|belum ditentukan|menyusul|"
            "nanti",
        "open":
            "belum diputuskan|belum jelas|belum diketahui|belum ada|belum|tidak diketahui|tertunda|sedang dibahas|"
            "sedang dikerjakan|dalam proses|menunggu",
        "yet": "masih|saat ini|sementara|untuk saat ini|sejauh ini",
        "required": "wajib|harus|diperlukan",
        "must": "wajib|harus|diperlukan|ya",
        "question": "pertanyaan|pemeriksaan",
        "answer": "jawaban|keputusan",
        "optional": "opsional|jika ada|bila ada|jika perlu|bila perlu|jika berlaku",
        "remark": "bersifat opsional|boleh dihapus|boleh dikosongkan|dapat dihapus",
        "draft": "draf|rancangan|usulan|diusulkan",
        "implementing": "disetujui|diterima|dalam tinjauan|ditinjau|sedang dikerjakan",
        "approved": "disetujui|diterima",
        "done": "selesai|diterapkan|berlaku|dirilis|terbit",
        "retired": "digantikan|ditolak|ditarik|usang|ditunda|dibatalkan|diarsipkan",
        "stale": "digantikan|ditolak|ditarik|usang|dibatalkan",
        "successor": "digantikan oleh",
    },
    "hr": {
        "none": "nije primjenjivo|nije potrebno|nije relevantno|nema potrebe|ne odnosi se",
        "later":
            "bit će određeno|bit će definirano|bit će dopunjeno|bit će dodano|treba odrediti|treba definirati|"
            "treba dopuniti|odredit će se|potrebno definirati",
        "open":
            "u tijeku|u izradi|u pripremi|na čekanju|nije odlučeno|nije određeno|nije definirano|nije poznato|"
            "nepoznato|nejasno|nije jasno|ne znamo|u raspravi|otvoreno|kasnije",
        "yet": "još|još uvijek|zasad|za sada|trenutno|dosad|naknadno",
        "required": "obavezno|obvezno|obavezan|obvezan|obaveznost",
        "must": "obavezno|obvezno|obavezan|obvezan",
        "question": "pitanje|pitanja|provjera",
        "answer": "odgovor|odgovori|odluka",
        "optional": "neobavezno|neobvezno|opcionalno|ako je primjenjivo|ako je potrebno|ako postoji|po potrebi",
        "remark": "je neobavezan|je neobavezna|je opcionalan|može se izostaviti|može se izbrisati|može ostati prazno",
        "draft": "nacrt|skica|u izradi|prijedlog|predloženo|predložen",
        "implementing": "prihvaćeno|prihvaćen|odobreno|odobren|usvojeno|na pregledu|u tijeku|u provedbi",
        "approved": "prihvaćeno|prihvaćen|odobreno|odobren|usvojeno",
        "done": "dovršeno|završeno|implementirano|provedeno|objavljeno|na snazi",
        "retired":
            "zamijenjeno|zamijenjen|odbijeno|odbijen|odbačeno|povučeno|povučen|zastarjelo|odgođeno|arhivirano|"
            "otkazano|ukinuto",
        "stale": "zamijenjeno|zamijenjen|odbijeno|odbijen|odbačeno|povučeno|povučen|zastarjelo|otkazano|ukinuto",
        "successor": "zamijenjeno s|zamijenjen s",
    },
    "sr": {
        "none":
            "nije primenljivo|ne primenjuje se|није применљиво|не примењује се|није потребно|нема потребе|не односи се",
        "later":
            "biće određeno|biće definisano|biće dopunjeno|biće dodato|treba definisati|odrediće se|биће одређено|"
            "биће дефинисано|биће допуњено|биће додато|треба одредити|треба дефинисати|одредиће се",
        "open":
            "u toku|nije definisano|у току|у изради|у припреми|на чекању|није одлучено|није одређено|није дефинисано|"
            "није познато|непознато|нејасно|није јасно|не знамо|отворено|касније",
        "yet": "još uvek|za sad|још|још увек|за сада|за сад|тренутно|накнадно",
        "required": "обавезно|обавезан|обавезност",
        "must": "обавезно|обавезан",
        "question": "provera|питање|питања|провера",
        "answer": "одговор|одговори|одлука",
        "optional":
            "opciono|ako je primenljivo|необавезно|опционо|ако је применљиво|ако је потребно|ако постоји|по потреби",
        "remark": "je opcion|je opciona|је необавезан|је опционо|може се изоставити|може се обрисати",
        "draft": "у изради|predlog|нацрт|предлог|предложен",
        "implementing": "prihvaćena|usvojen|прихваћено|прихваћен|усвојено|усвојен|на прегледу|у току",
        "approved": "usvojen|прихваћено|прихваћен|усвојено|усвојен",
        "done": "sprovedeno|primenjeno|завршено|спроведено|примењено|објављено|на снази",
        "retired":
            "zamenjeno|zamenjen|zastarelo|замењено|замењен|одбијено|одбијен|одбачено|повучено|повучен|застарело|"
            "одложено|отказано|укинуто",
        "stale":
            "zamenjeno|zamenjen|zastarelo|замењено|замењен|одбијено|одбијен|одбачено|повучено|повучен|застарело|"
            "отказано|укинуто",
        "successor": "zamenjeno sa|zamenjen sa|замењено са|замењен са",
    },
    "sk": {
        "none": "žiadne|žiadny|nevzťahuje sa|neuplatňuje sa|netýka sa|nie je potrebné|nie je relevantné|nie je nutné",
        "later":
            "bude určené|bude doplnené|bude upresnené|bude definované|doplní sa|určí sa|treba doplniť|treba určiť|"
            "na doplnenie|zatiaľ neurčené",
        "open":
            "zatiaľ nie|čaká sa|prebieha|neznáme|nevieme|nie je známe|nie je jasné|nerozhodnuté|neurčené|nevyriešené|"
            "v riešení|neskôr|otvorené|nie je rozhodnuté|rieši sa|v príprave",
        "yet": "zatiaľ|ešte|neskôr|doteraz|momentálne|v tejto chvíli",
        "required": "povinnosť",
        "must": "áno",
        "question": "kontrola",
        "answer": "odpoveď|odpovede|rozhodnutie",
        "optional": "voliteľné|voliteľný|voliteľná|ak je to relevantné|v prípade potreby",
        "remark": "je voliteľná|možno vynechať|možno zmazať|môže zostať prázdna",
        "draft": "navrhnuté",
        "implementing": "schválené|prijaté|prijatý|v revízii|prebieha|na schválenie|v realizácii",
        "approved": "schválené|prijaté|prijatý",
        "done": "dokončené|implementované|hotové|zverejnené",
        "retired": "nahradené|nahradený|zamietnuté|stiahnuté|zastarané|zrušené|odložené|archivované",
        "stale": "nahradené|nahradený|zamietnuté|stiahnuté|zastarané|zrušené",
        "successor": "nahradené|nahradený",
    },
    "sl": {
        "none": "ni potrebno|ni relevantno|ni primerno|se ne uporablja|ne velja",
        "later":
            "bo določeno|bo dopolnjeno|bo dodano|bo opredeljeno|treba določiti|treba dopolniti|je treba določiti|"
            "za določiti|še ni določeno",
        "open":
            "ni določeno|ni odločeno|ni znano|ni jasno|neznano|ne vemo|v teku|v pripravi|v obravnavi|čaka se|"
            "na čakanju|kasneje|pozneje|odprto",
        "yet": "še|še vedno|zaenkrat|za zdaj|doslej",
        "required": "obvezen|obvezna|obveznost",
        "must": "obvezen|obvezna",
        "question": "vprašanje|vprašanja|preverjanje",
        "answer": "odločitev",
        "optional": "izbirno|po izbiri|če je primerno|če je potrebno|če obstaja",
        "remark": "je neobvezen|je neobvezno|je izbirno|lahko izpustite|lahko izbrišete|se lahko izpusti",
        "draft": "osnutek|predlagano",
        "implementing": "sprejeto|sprejet|potrjeno|v pregledu|v teku|v izvajanju",
        "approved": "sprejeto|sprejet|potrjeno",
        "done": "zaključeno|dokončano|izvedeno|uveljavljeno|v veljavi",
        "retired": "nadomeščeno|nadomeščen|zavrnjeno|zavrnjen|umaknjeno|umaknjen|preloženo|preklicano",
        "stale": "nadomeščeno|nadomeščen|zavrnjeno|zavrnjen|umaknjeno|umaknjen|preklicano",
        "successor": "nadomeščeno z|nadomeščen z",
    },
    "lt": {
        "none": "nėra|netaikoma|nereikia|neaktualu|nebūtina",
        "later":
            "bus nustatyta|bus apibrėžta|bus papildyta|bus patikslinta|bus nuspręsta|reikia nustatyti|"
            "reikia apibrėžti|reikia papildyti|nustatysime|patikslinsime",
        "open":
            "nenuspręsta|nenustatyta|nežinoma|nežinome|neaišku|neapibrėžta|vykdoma|rengiama|laukiama|svarstoma|"
            "derinama|vėliau|dar ne|atvira",
        "yet": "dar|kol kas|šiuo metu|vis dar|iki šiol|vėliau",
        "required": "privaloma|privalomas|būtina|privalomumas",
        "must": "privaloma|privalomas|būtina|taip",
        "question": "klausimas|klausimai|patikra",
        "answer": "atsakymas|atsakymai|sprendimas",
        "optional": "neprivaloma|neprivalomas|pasirenkama|pasirinktinai|jei taikoma|jei reikia|jei yra",
        "remark": "yra neprivaloma|yra neprivalomas|galima praleisti|galima ištrinti|gali likti tuščia",
        "draft": "juodraštis|pasiūlymas|siūloma|pasiūlyta",
        "implementing": "patvirtinta|patvirtintas|priimta|priimtas|peržiūrima|peržiūrimas|vykdoma|įgyvendinama",
        "approved": "patvirtinta|patvirtintas|priimta|priimtas",
        "done": "užbaigta|baigta|įgyvendinta|įgyvendintas|galioja|paskelbta",
        "retired":
            "pakeista|pakeistas|atmesta|atmestas|atšaukta|atšauktas|pasenęs|pasenusi|atidėta|archyvuota|nebegalioja",
        "stale": "pakeista|pakeistas|atmesta|atmestas|atšaukta|atšauktas|pasenęs|pasenusi|nebegalioja",
    },
    "lv": {
        "none": "nav piemērojams|nav piemērojama|nav nepieciešams|nav nepieciešama|nav vajadzīgs|neattiecas",
        "later":
            "tiks noteikts|tiks noteikta|tiks definēts|tiks precizēts|tiks papildināts|tiks izlemts|jānosaka|jādefinē|"
            "jāprecizē|jāpapildina",
        "open":
            "nav izlemts|nav noteikts|nav zināms|nav skaidrs|nezinām|neskaidrs|nezināms|izstrādē|procesā|gaida lēmumu|"
            "tiek apspriests|vēlāk|vēl nav",
        "yet": "vēl|pagaidām|šobrīd|joprojām|līdz šim|vēlāk",
        "required": "obligāti|obligāts|obligāta|nepieciešams",
        "must": "obligāti|obligāts|obligāta|jā",
        "question": "jautājums|jautājumi|pārbaude",
        "answer": "atbilde|atbildes|lēmums",
        "optional": "neobligāti|neobligāts|neobligāta|nav obligāti|pēc izvēles|ja nepieciešams|ja attiecināms",
        "remark": "ir neobligāta|nav obligāta|drīkst izlaist|var izlaist|var dzēst|var palikt tukša",
        "draft": "melnraksts|uzmetums|priekšlikums|ierosināts",
        "implementing": "apstiprināts|apstiprināta|pieņemts|pieņemta|izskatīšanā|ieviešanā",
        "approved": "apstiprināts|apstiprināta|pieņemts|pieņemta",
        "done": "pabeigts|pabeigta|ieviests|ieviesta|spēkā|publicēts",
        "retired":
            "aizstāts|aizstāta|noraidīts|noraidīta|atsaukts|atsaukta|novecojis|novecojusi|atlikts|atlikta|atcelts|"
            "atcelta|arhivēts",
        "stale": "aizstāts|aizstāta|noraidīts|noraidīta|atsaukts|atsaukta|novecojis|novecojusi|atcelts|atcelta",
        "successor": "aizstāts ar|aizstāta ar",
    },
    "et": {
        "none": "puudub|puuduvad|ei kohaldu|ei ole kohaldatav|ei ole vajalik|pole vaja|pole asjakohane",
        "later":
            "määratakse|määratakse kindlaks|täpsustatakse|täpsustamisel|lisatakse|otsustatakse|täiendatakse|"
            "tuleb määrata|tuleb täpsustada|selgub",
        "open":
            "otsustamata|määramata|selgitamata|teadmata|ebaselge|lahtine|ootel|töös|arutamisel|ei ole teada|"
            "ei ole otsustatud|ei ole selge|pole teada|pole otsustatud|pole veel otsustatud|pole veel selge|"
            "pole selge|ei tea|hiljem",
        "yet": "veel|praegu|hetkel|esialgu|seni|endiselt|hiljem",
        "required": "kohustuslik|nõutav|kohustuslikkus",
        "must": "kohustuslik|nõutav|jah",
        "question": "küsimus|küsimused|kontroll",
        "answer": "vastus|vastused|otsus",
        "optional": "valikuline|vabatahtlik|mittekohustuslik|soovi korral|vajaduse korral|vajadusel|kui on asjakohane",
        "remark": "on valikuline|on vabatahtlik|võib välja jätta|võib kustutada|võib tühjaks jätta",
        "draft": "mustand|kavand|ettepanek",
        "implementing": "kinnitatud|heaks kiidetud|vastu võetud|ülevaatamisel|läbivaatamisel|töös|teostamisel",
        "approved": "kinnitatud|heaks kiidetud|vastu võetud",
        "done": "lõpetatud|rakendatud|teostatud|kehtiv|kehtib|avaldatud",
        "retired": "asendatud|tagasi lükatud|tagasi võetud|aegunud|edasi lükatud|tühistatud|arhiveeritud|kehtetu",
        "stale": "asendatud|tagasi lükatud|tagasi võetud|aegunud|tühistatud|kehtetu",
    },
    "ca": {
        "none": "no escau|no cal|no és necessari|no és aplicable|no procedeix",
        "later":
            "per determinar|per definir|per decidir|per concretar|per completar|per confirmar|pendent de definir|"
            "pendent de decidir|es definirà|es determinarà|es decidirà|es completarà",
        "open":
            "pendent|encara obert|qüestió oberta|sense decidir|no decidit|no definit|no determinat|desconegut|"
            "no se sap|no ho sabem|no està clar|poc clar|en curs|en discussió|en estudi|més endavant|encara no",
        "yet": "encara|de moment|ara per ara|actualment|per ara|més endavant",
        "required": "obligatori|obligatòria|obligatorietat|requerit",
        "must": "obligatori|obligatòria|requerit",
        "question": "qüestió|qüestions|comprovació",
        "answer": "respostes|decisió",
        "optional": "facultatiu|si escau|si cal|si s'escau|si s’escau|si és aplicable|si n'hi ha|si n’hi ha",
        "remark":
            "és opcional|és facultatiu|és facultativa|es pot ometre|es pot eliminar|es pot esborrar|"
            "es pot deixar en blanc",
        "draft": "esborrany|proposat|en preparació",
        "implementing": "acceptada|aprovat|en revisió|en curs|en desenvolupament",
        "approved": "acceptada|aprovat",
        "done": "completat|finalitzat|finalitzada|vigent",
        "retired":
            "substituït|substituïda|rebutjat|rebutjada|retirat|obsolet|arxivat|arxivada|ajornat|ajornada|cancel·lat|"
            "derogat",
        "stale": "substituït|substituïda|rebutjat|rebutjada|retirat|obsolet|cancel·lat|derogat",
        "successor": "substituït per|substituïda per",
    },
    "fa": {
        "none": "ندارد|قابل اعمال نیست|کاربرد ندارد|لازم نیست|نیازی نیست|موردی ندارد",
        "later":
            "تعیین می‌شود|بعدا تعیین می‌شود|بعداً تعیین می‌شود|مشخص می‌شود|مشخص خواهد شد|تعیین خواهد شد|"
            "اضافه خواهد شد|تکمیل خواهد شد|بعداً مشخص می‌شود|تکمیل شود|باید تعیین شود",
        "open":
            "مشخص نیست|نامشخص|معلوم نیست|نامعلوم|تصمیم‌گیری نشده|در انتظار|در دست بررسی|در حال بررسی|در دست اقدام|"
            "نمی‌دانیم|بعداً|بعدا",
        "yet": "هنوز|فعلاً|فعلا|در حال حاضر|تاکنون|بعداً|بعدا",
        "required": "الزامی|اجباری|ضروری",
        "must": "الزامی|اجباری|ضروری|بله",
        "question": "پرسش|سوال",
        "answer": "پاسخ|تصمیم",
        "optional": "اختیاری|در صورت نیاز|در صورت وجود|در صورت لزوم",
        "remark": "اختیاری است|می‌توان حذف کرد|قابل حذف است",
        "draft": "پیش‌نویس|پیشنهاد|پیشنهادی|پیشنهاد شده",
        "implementing": "تأیید شده|تایید شده|پذیرفته شده|تصویب شده|در حال بررسی|در دست بررسی|در حال اجرا|در حال انجام",
        "approved": "تأیید شده|تایید شده|پذیرفته شده|تصویب شده",
        "done": "تکمیل شده|انجام شده|پیاده‌سازی شده|اجرا شده|منتشر شده|نهایی",
        "retired": "جایگزین شده|رد شده|منسوخ|لغو شده|پس گرفته شده|بایگانی شده|به تعویق افتاده",
        "stale": "جایگزین شده|رد شده|منسوخ|لغو شده|پس گرفته شده",
        "successor": "جایگزین شده با",
    },
}
# fmt: on
