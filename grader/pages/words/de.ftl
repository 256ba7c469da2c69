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
