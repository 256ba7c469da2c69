## Jede Seite

language-name = Deutsch
page-skip = Zum Inhalt springen
page-navigation = Wo du bist
page-more = Mehr
page-next = Nächste Seite
signed-in-as = Angemeldet als { $name }
moment = { DATETIME($at, dateStyle: "medium", timeStyle: "short") } ({ $zone })

## Hereinkommen

welcome-title = Deine Rechnung, Zeile für Zeile gelesen
welcome-lead = Gib deine Rechnung ab, wie du sie geschrieben hast. Jede Zeile wird geprüft und jeder Fehler bis zu der Zeile verfolgt, in der er begann.
welcome-join = Einem Kurs beitreten
welcome-link = Du hast einen Anmeldelink?
welcome-link-how = Öffne den Link, den du bekommen hast: Er meldet dich einmal an. Geht er nicht mehr, bitte die Lehrenden deines Kurses um einen neuen.
join-code = Beitrittscode
join-code-hint = Zehn Buchstaben und Ziffern; die Lehrenden des Kurses haben ihn.
join-name = Dein Name
join-name-hint = Wie dich die Lehrenden des Kurses kennen.
join-enter = Beitreten
join-no-code = Kein Kurs hat diesen Code.
join-no-name = Ein Name hat 1 bis 200 druckbare Zeichen.
join-ended = Die Lehrenden dieses Kurses haben deine Mitgliedschaft beendet.
sign-in = Anmelden
sign-in-press = Dieser Link meldet dich einmal an. Auf diesem Gerät bleibst du angemeldet, bis du dich abmeldest.
sign-in-spent = Dieser Link ist unbekannt, benutzt oder zu alt.
sign-out = Abmelden

## Wie Seiten aussehen

settings-title = Einstellungen
settings-language = Sprache
settings-theme = Hell oder dunkel
settings-decimals = Dezimalzeichen
settings-decimals-hint = Für die Zahlen einer Aufgabe. Ein Bericht behält das Zeichen deines eigenen Blatts.
settings-save = Speichern
theme-auto = Wie das Gerät
theme-light = Hell
theme-dark = Dunkel
theme-to-dark = Dunkel
theme-to-light = Hell
decimals-auto = Wie in der Sprache üblich
decimals-point = Punkt: 0.5
decimals-comma = Komma: 0,5

## Was schiefgeht

failure-home = Zum Anfang
failure-place = Zeile { $line }, Spalte { $column }:
failure-400 = Das geht nicht
failure-400-why = Die Anfrage ist verstanden, aber hier nicht möglich.
failure-401 = Bitte anmelden
failure-401-why = Diese Seite gehört jemandem. Öffne deinen Anmeldelink oder tritt mit einem Code bei; was du geschrieben hast, ist auf diesem Gerät aufgehoben.
failure-403 = Das darfst du nicht
failure-403-why = Deine Rolle erlaubt das nicht, oder die Seite war zu lange offen. Geh zurück, lade sie neu und versuche es noch einmal.
failure-404 = Nicht gefunden
failure-404-why = Unter dieser Adresse gibt es nichts, oder es ist nicht für dich.
failure-405 = Das geht nicht
failure-405-why = Auf diese Weise kann man die Seite nicht aufrufen.
failure-409 = Nicht mehr möglich
failure-409-why = Inzwischen hat sich etwas geändert, oder die Zeit dafür ist um.
failure-413 = Zu groß
failure-413-why = Das ist mehr, als dieser Dienst annimmt.
failure-422 = Das passt nicht
failure-422-why = Etwas im Formular oder in der Datei ist nicht, wie es sein soll.
failure-429 = Zu viele Anfragen
failure-429-why = Warte eine Minute und versuche es dann noch einmal.
failure-500 = Unser eigener Fehler
failure-500-why = Nichts ist verloren und nichts wurde bewertet. Bitte versuche es noch einmal; bleibt es so, sag denen Bescheid, die diesen Dienst betreiben.

## Kurse

home-title = Deine Kurse
home-none = Du bist noch in keinem Kurs.
home-join = Einem Kurs beitreten
role-student = lernt
role-tutor = betreut
role-instructor = lehrt
course-none = Es ist noch nichts gestellt.
course-due = Fällig
task-new = nicht begonnen
task-marks = { $earned } von { $possible }
task-pending = { $pending } noch offen
task-handed-in = abgegeben

## Der Arbeitsplatz

work-statement = Die Aufgabe
work-drawing = Das Netz mit Gewichten, Biases, Eingaben und Zielen
work-points = { $points } Punkte
work-attempts = { $used } von { $attempts } Versuchen verbraucht
work-asked = { $count ->
    [one] Was gefragt ist
   *[other] Was gefragt ist, in { $count } Teilen
}
work-more = und { $count } weitere
work-yours = Deine Rechnung
work-type = Tippen oder einfügen
work-hint = Ein Schritt je Zeile, mit Namen und Zahlen, wie auf Papier; auch LaTeX geht.
work-keys = Zeichen zum Einsetzen
work-file = Oder eine Datei wählen
work-file-hint = Text, Markdown, LaTeX oder ein Notebook; man kann sie auch hierher ziehen. Ist eine Datei gewählt, zählt sie.
work-hand-in = Abgeben
work-earlier = Deine Versuche
work-empty = Noch gibt es nichts abzugeben: Tippe deine Rechnung, oder wähle eine Datei.
work-over = Das lässt sich nicht mehr abgeben: Die Zeit oder die Versuche sind um, oder die Aufgabe wurde gerade geändert.
work-no-attempts = Alle Versuche sind verbraucht.
attempt-number = Versuch { $number }
attempt-go-on = Von diesem Blatt aus weiterarbeiten
draft-kept = Entwurf auf diesem Gerät aufgehoben.
draft-back = Dein Entwurf ist wieder da.
draft-discard = Verwerfen
reading-title = So wird es gelesen
reading-off = Mitlesen braucht Skripte; abgeben geht ohne sie.
reading-none = Noch nichts zu lesen.
reading-lines = { $count ->
    [one] Eine Zeile gelesen
   *[other] { $count } Zeilen gelesen
}
reading-unread = { $count ->
    [one] eine nicht gelesen
   *[other] { $count } nicht gelesen
}
cheat-title = Was man tippen kann
cheat-lead = Jede übliche Schreibweise wird gelesen; das sind Beispiele.
cheat-what = Für
cheat-typed = Getippt
cheat-read = Gelesen als
cheat-chain = Einen Wert mit seinem Weg
cheat-function = Eine Funktion
cheat-index = Indizes, Schichten oben
cheat-power = Potenzen
cheat-derivative = Eine Ableitung
cheat-delta = Ein Fehlersignal
cheat-update = Ein neues Gewicht
cheat-vector = Einen Vektor
cheat-latex = LaTeX

## Der Bericht

report-marks = Punkte
report-whole = Das ganze Blatt
report-of = von { $possible } Punkten
report-pending = { $pending } noch offen:
report-pending-why = Ein Mensch sieht sie sich an. Sie sind weder gewonnen noch verloren.
report-adjusted = { $days ->
    [one] Einen Tag zu spät: { $adjusted } zählen.
   *[other] { $days } Tage zu spät: { $adjusted } zählen.
}
report-received = Abgegeben
report-file = Datei { $name }
report-waiting = Dieses Blatt wird gerade bewertet. Die Seite sieht von selbst wieder nach.
report-fault = Ein eigener Fehler des Programms hat die Bewertung verhindert. Nichts wurde bewertet; ein Mensch sieht es sich an.
report-later = Den Bericht gibt es nach dem Fälligkeitsdatum.
report-later-hand = Den Bericht gibt es, sobald die Lehrenden ihn freigeben.
report-drawing = Wo Fehler begannen: ✗ mit der Zeile
report-lines = Zeile für Zeile
report-typed = Wie getippt zeigen
report-follows-from = Folgt aus
report-repeats = Dasselbe wie in
report-carried = Weitergetragen in die Zeilen
report-read-as = Gelesen als
report-decided = Von einem Menschen entschieden:
report-for-person = Für einen Menschen zum Ansehen:
report-parts = Punkte nach Teilen
report-sheet = Blatt herunterladen
appeal-ask = Um einen zweiten Blick bitten
appeal-title = Ein zweiter Blick auf Zeile { $line }
appeal-message = Was soll angesehen werden?
appeal-hint = Sag in einem Satz, was falsch gelesen oder beurteilt wurde. Ein Mensch antwortet.
appeal-send = Abschicken
appeal-no-message = Eine Nachricht hat 1 bis 2000 Zeichen.
appeal-refused = Für diese Zeile ist schon um einen Blick gebeten, oder die Zeit dafür ist um.
appeal-answer = Antwort:
appeal-state-open = Du hast um einen zweiten Blick gebeten.
appeal-state-upheld = Zweiter Blick: geändert.
appeal-state-declined = Zweiter Blick: nicht geändert.
