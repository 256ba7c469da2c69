### Jeder Satz, den das Programm sagt, auf Deutsch.
###
### Von den Fassungen einer Meldung wird die erste gesprochen, deren Angaben alle bekannt sind: .full, der Wert, .less, .least, .plain.
### .title benennt einen Fehler in wenigen Worten, für Tabellen.

## Satzteile

part-and = { $first } und { $last }
part-gives = { $basis ->
    [yours] mit deinen Zahlen ergibt das { $right }
   *[problem] das ergibt { $right }
}
part-lines = { $many ->
    [one] Zeile { $lines }
   *[other] den Zeilen { $lines }
}
part-Lines = { $many ->
    [one] Zeile { $lines }
   *[other] Die Zeilen { $lines }
}
part-use = { $many ->
    [one] rechnet
   *[other] rechnen
}
part-belongs = { $belongs_quantity } = { $belongs }

## Urteile

correct = Richtig.
correct-rounding = Richtig im Rahmen der Rundung deiner Zahlen.
correct-coarse = Richtig, mit weniger Stellen als verlangt: genauer { $right }.
    .plain = Richtig, mit weniger Stellen als verlangt.
correct-formula = Die Formel ist richtig.
correct-given = Richtig aus der Aufgabe übernommen.
correct-helper = Dieses Zwischenergebnis ist richtig gerechnet.
follows = Richtig weitergerechnet mit dem, was in { part-lines } steht; sonst wäre es { $true }.
    .less = Richtig weitergerechnet mit dem, was in { part-lines } steht.
    .plain = Richtig weitergerechnet mit deinen eigenen früheren Zahlen.
repeats = Derselbe Fehler wie in Zeile { $line }.
    .plain = Derselbe Fehler wie zuvor.
unreadable-ink = Das war nicht zu lesen; ein Mensch sieht es sich an.
unreadable-name = Es ist nicht klar, welche Größe { $name } hier meint; ein Mensch sieht es sich an.
    .plain = Es ist nicht klar, welche Größe hier gemeint ist; ein Mensch sieht es sich an.
unreadable-either = Das lässt sich auf zwei Arten lesen, und nur eine davon ist richtig; ein Mensch sieht es sich an.
unchecked-general = Eine allgemeine Formel oder Bemerkung: hier ist nichts zu prüfen.
unchecked-definition = Eine Definition: hier ist nichts zu prüfen.
unchecked-helper = Eine Nebenrechnung, die für keine Größe der Aufgabe steht.

## Flüchtigkeitsfehler

wrong-arithmetic = Was du geschrieben hast, ergibt { $computed }, nicht { $written }.
    .less = Was du geschrieben hast, ergibt etwas anderes als { $written }.
    .plain = Was du geschrieben hast, ergibt etwas anderes.
    .title = Rechenfehler
wrong-substitution = { $shown } steht da, wo { part-belongs } hingehört.
    .less = { $shown } steht da, wo { $belongs } hingehört.
    .plain = Hier steht eine andere Zahl als die, die hierher gehört.
    .title = andere Zahl eingesetzt
wrong-sign = Ein Vorzeichen hat sich unterwegs umgedreht: es sollte { $right } sein, nicht { $written }.
    .plain = Ein Vorzeichen hat sich unterwegs umgedreht.
    .title = Vorzeichen umgedreht
wrong-copy = Eine Zahl hat sich beim Abschreiben verändert: { $shown } steht da, wo { $belongs } hingehört.
    .less = Eine Zahl hat sich beim Abschreiben verändert: es sollte { $right } sein, nicht { $written }.
    .plain = Eine Zahl hat sich beim Abschreiben verändert.
    .title = Abschreibfehler
wrong-decimal-point = Die Ziffern stimmen, aber das Komma ist verrutscht: es sollte { $right } sein, nicht { $written }.
    .plain = Die Ziffern stimmen, aber das Komma ist verrutscht.
    .title = Komma verrutscht
wrong-rounding = Gerundet ist das { $right }, nicht { $written }.
    .plain = Das ist falsch oder auf zu wenige Stellen gerundet.
    .title = Rundung
wrong-label = { $written } ist der Wert von { $shown_quantity }, nicht von { $name }.
    .less = { $written } ist richtig für eine andere Größe als { $name }.
    .plain = Das ist richtig für eine andere Größe als die hier genannte.
    .title = richtiger Wert unter anderem Namen
wrong-misread = Hier steht { $shown }, aber gerechnet wird in { part-lines } mit { $belongs }: das sieht nach einem Schreib- oder Lesefehler aus.
    .less = Hier steht { $written }, aber gerechnet wird in { part-lines } mit { $belongs }: das sieht nach einem Schreib- oder Lesefehler aus.
    .least = Hier steht { $written }, aber spätere Zeilen rechnen mit einer anderen Zahl: das sieht nach einem Schreib- oder Lesefehler aus.
    .plain = Spätere Zeilen rechnen mit einer anderen Zahl als der hier gezeigten: das sieht nach einem Schreib- oder Lesefehler aus.
    .title = Schreib- oder Lesefehler
wrong-formula = Diese Formel ergibt nicht { $name }; richtig ist { $instead }.
    .less = Diese Formel ergibt nicht { $name }.
    .plain = Diese Formel ist nicht die richtige.
    .title = andere Formel
wrong-unexplained = Das sollte { $right } sein, nicht { $written }; woher der Unterschied kommt, zeigt das Geschriebene nicht.
    .plain = Das ist nicht der richtige Wert; woher der Unterschied kommt, zeigt das Geschriebene nicht.
    .title = nicht erklärt

## Falsche Regeln: Vorwärtsrechnung und Verlust

wrong-bias-omitted = Der Bias fehlt: z ist die gewichtete Summe plus b; { part-gives }.
    .plain = Der Bias fehlt: z ist die gewichtete Summe plus b.
    .title = Bias weggelassen
wrong-weights-transposed = Eine Einheit nimmt die Gewichte, die zu ihr hinführen; hier sind die beiden Indizes der Gewichte vertauscht; { part-gives }.
    .plain = Eine Einheit nimmt die Gewichte, die zu ihr hinführen; hier sind die beiden Indizes der Gewichte vertauscht.
    .title = Indizes der Gewichte vertauscht
wrong-activation-skipped = Die Aktivierungsfunktion ist noch anzuwenden: a = f(z), nicht z selbst; { part-gives }.
    .plain = Die Aktivierungsfunktion ist noch anzuwenden: a = f(z), nicht z selbst.
    .title = Aktivierungsfunktion übersprungen
wrong-wrong-activation = Das ist eine andere Aktivierungsfunktion als die für diese Einheit gegebene; { part-gives }.
    .full = Die Aktivierungsfunktion dieser Einheit ist { $instead }, nicht { $done }; { part-gives }.
    .plain = Das ist eine andere Aktivierungsfunktion als die für diese Einheit gegebene.
    .title = andere Aktivierungsfunktion
wrong-sigmoid-exponent-sign = Die Sigmoidfunktion ist 1/(1+e^-z), mit einem Minus im Exponenten; { part-gives }.
    .plain = Die Sigmoidfunktion ist 1/(1+e^-z), mit einem Minus im Exponenten.
    .title = Sigmoid ohne Minus im Exponenten
wrong-input-for-activation = Diese Schicht nimmt die Aktivierungen der Schicht unter ihr, nicht die Eingaben; { part-gives }.
    .plain = Diese Schicht nimmt die Aktivierungen der Schicht unter ihr, nicht die Eingaben.
    .title = Eingaben in einer tieferen Schicht
wrong-softmax-unnormalised = Softmax teilt jedes e^z durch die Summe aller; { part-gives }.
    .plain = Softmax teilt jedes e^z durch die Summe aller.
    .title = Softmax nicht durch die Summe geteilt
wrong-loss-half-omitted = Der gegebene Verlust hat einen Faktor 1/2, der hier fehlt; { part-gives }.
    .plain = Der gegebene Verlust hat einen Faktor 1/2, der hier fehlt.
    .title = Faktor 1/2 im Verlust weggelassen
wrong-loss-half-added = Der gegebene Verlust hat keinen Faktor 1/2; { part-gives }.
    .plain = Der gegebene Verlust hat keinen Faktor 1/2.
    .title = Faktor 1/2 im Verlust hinzugefügt
wrong-loss-sum-for-mean = Der gegebene Verlust ist ein Mittelwert: die Summe ist noch durch die Zahl ihrer Glieder zu teilen; { part-gives }.
    .plain = Der gegebene Verlust ist ein Mittelwert: die Summe ist noch durch die Zahl ihrer Glieder zu teilen.
    .title = Summe statt Mittelwert
wrong-loss-mean-for-sum = Der gegebene Verlust ist eine Summe und wird nicht durch die Zahl ihrer Glieder geteilt; { part-gives }.
    .plain = Der gegebene Verlust ist eine Summe und wird nicht durch die Zahl ihrer Glieder geteilt.
    .title = Mittelwert statt Summe
wrong-loss-not-squared = In diesem Verlust wird die Differenz t - a quadriert; { part-gives }.
    .plain = In diesem Verlust wird die Differenz t - a quadriert.
    .title = Differenz nicht quadriert
wrong-loss-partial = Der Verlust ist die Summe über alle Ausgaben; hier fehlt ein Teil davon; { part-gives }.
    .plain = Der Verlust ist die Summe über alle Ausgaben; hier fehlt ein Teil davon.
    .title = nur der Verlust einer Ausgabe
wrong-loss-log-base = Der Logarithmus in diesem Verlust ist der natürliche, ln, nicht log10; { part-gives }.
    .plain = Der Logarithmus in diesem Verlust ist der natürliche, ln, nicht log10.
    .title = log10 statt ln
wrong-loss-sign = Vor der Summe dieses Verlusts steht ein Minus; { part-gives }.
    .plain = Vor der Summe dieses Verlusts steht ein Minus.
    .title = Verlust ohne sein Minus

## Falsche Regeln: Ableitungen von Verlust und Aktivierung

wrong-error-sign = Die Differenz ist andersherum: a - t, nicht t - a; { part-gives }.
    .plain = Die Differenz ist andersherum: a - t, nicht t - a.
    .title = t - a statt a - t
wrong-loss-derivative-factor = Die Ableitung des gegebenen Verlusts hat einen anderen konstanten Faktor als den hier verwendeten; { part-gives }.
    .plain = Die Ableitung des gegebenen Verlusts hat einen anderen konstanten Faktor als den hier verwendeten.
    .title = Faktor 2 oder 1/2 in der Ableitung des Verlusts
wrong-sigmoid-derivative-quotient = Die Ableitung der Sigmoidfunktion ist a(1-a), nicht a/(1-a)^2; { part-gives }.
    .plain = Die Ableitung der Sigmoidfunktion ist a(1-a), nicht a/(1-a)^2.
    .title = Sigmoid-Ableitung als a/(1-a)^2
wrong-sigmoid-derivative-at-activation = Die Ableitung der Sigmoidfunktion ist a(1-a): a ist schon ihr Wert und geht nicht noch einmal durch sie hindurch; { part-gives }.
    .plain = Die Ableitung der Sigmoidfunktion ist a(1-a): a ist schon ihr Wert und geht nicht noch einmal durch sie hindurch.
    .title = Sigmoid-Ableitung an der Stelle a
wrong-sigmoid-derivative-at-z = Die Ableitung der Sigmoidfunktion ist a(1-a), mit der Aktivierung a, nicht z(1-z); { part-gives }.
    .plain = Die Ableitung der Sigmoidfunktion ist a(1-a), mit der Aktivierung a, nicht z(1-z).
    .title = Sigmoid-Ableitung als z(1-z)
wrong-sigmoid-derivative-complement-omitted = Die Ableitung der Sigmoidfunktion ist a(1-a): sie braucht beide Faktoren; { part-gives }.
    .plain = Die Ableitung der Sigmoidfunktion ist a(1-a): sie braucht beide Faktoren.
    .title = Sigmoid-Ableitung mit nur einem Faktor
wrong-sigmoid-derivative-squared = Die Ableitung der Sigmoidfunktion ist a(1-a), jeder Faktor einmal und ohne Quadrat; { part-gives }.
    .plain = Die Ableitung der Sigmoidfunktion ist a(1-a), jeder Faktor einmal und ohne Quadrat.
    .title = Sigmoid-Ableitung mit Quadrat
wrong-tanh-derivative-not-squared = Die Ableitung von tanh ist 1-a^2, nicht 1-a; { part-gives }.
    .plain = Die Ableitung von tanh ist 1-a^2, nicht 1-a.
    .title = tanh-Ableitung als 1-a
wrong-derivative-of-another-activation = Das ist die Ableitung einer anderen Aktivierungsfunktion als der für diese Einheit gegebenen; { part-gives }.
    .full = Das ist die Ableitung einer anderen Aktivierungsfunktion: hier ist sie { $instead }, nicht { $done }; { part-gives }.
    .plain = Das ist die Ableitung einer anderen Aktivierungsfunktion als der für diese Einheit gegebenen.
    .title = Ableitung einer anderen Aktivierung
wrong-relu-derivative-always-one = Die Ableitung von ReLU ist nur da 1, wo z > 0 ist, sonst 0; { part-gives }.
    .plain = Die Ableitung von ReLU ist nur da 1, wo z > 0 ist, sonst 0.
    .title = ReLU-Ableitung überall 1
wrong-relu-derivative-passes-z = Die Ableitung von ReLU ist 1, wo z > 0 ist, nicht z selbst; { part-gives }.
    .plain = Die Ableitung von ReLU ist 1, wo z > 0 ist, nicht z selbst.
    .title = ReLU-Ableitung als z
wrong-loss-derivative-of-another-loss = Das ist die Ableitung eines anderen Verlusts als des gegebenen; { part-gives }.
    .full = Das ist die Ableitung eines anderen Verlusts: für den gegebenen ist sie { $instead }, nicht { $done }; { part-gives }.
    .plain = Das ist die Ableitung eines anderen Verlusts als des gegebenen.
    .title = Ableitung eines anderen Verlusts
wrong-loss-derivative-absolute = Die Differenz a - t behält ihr Vorzeichen, ohne Betragsstriche; { part-gives }.
    .plain = Die Differenz a - t behält ihr Vorzeichen, ohne Betragsstriche.
    .title = Betrag der Differenz
wrong-sigmoid-derivative-twice = a - t ist schon dL/dz, die Ableitung der Aktivierung kommt also nicht noch einmal dazu; { part-gives }.
    .plain = a - t ist schon dL/dz, die Ableitung der Aktivierung kommt also nicht noch einmal dazu.
    .title = Ableitung der Aktivierung doppelt
wrong-wrong-target = Hier steht der Zielwert einer anderen Ausgabe; { part-gives }.
    .plain = Hier steht der Zielwert einer anderen Ausgabe.
    .title = Zielwert einer anderen Ausgabe
wrong-softmax-jacobian-diagonal = Jede Softmax-Ausgabe hängt von jedem z ab, die Glieder neben der Diagonale gehören also dazu; { part-gives }.
    .plain = Jede Softmax-Ausgabe hängt von jedem z ab, die Glieder neben der Diagonale gehören also dazu.
    .title = Softmax-Ableitung nur auf der Diagonale
wrong-softmax-jacobian-preactivation = Die Ableitung von Softmax besteht aus den Wahrscheinlichkeiten a, nicht aus z; { part-gives }.
    .plain = Die Ableitung von Softmax besteht aus den Wahrscheinlichkeiten a, nicht aus z.
    .title = Softmax-Ableitung aus z

## Falsche Regeln: Kettenregel

wrong-activation-derivative-omitted = Der Faktor f'(z) fehlt: dL/dz = dL/da * f'(z); { part-gives }.
    .plain = Der Faktor f'(z) fehlt: dL/dz = dL/da * f'(z).
    .title = f'(z) weggelassen
wrong-upstream-omitted = Der Faktor von oben fehlt: dL/dz = dL/da * f'(z); { part-gives }.
    .plain = Der Faktor von oben fehlt: dL/dz = dL/da * f'(z).
    .title = dL/da weggelassen
wrong-path-omitted = Zum Verlust führt mehr als ein Weg, und jeder trägt bei; hier sind nicht alle summiert; { part-gives }.
    .plain = Zum Verlust führt mehr als ein Weg, und jeder trägt bei; hier sind nicht alle summiert.
    .title = Weg weggelassen
wrong-backprop-weights-transposed = Auf dem Rückweg nimmt eine Einheit die Gewichte, die von ihr wegführen; hier sind deren Indizes vertauscht; { part-gives }.
    .plain = Auf dem Rückweg nimmt eine Einheit die Gewichte, die von ihr wegführen; hier sind deren Indizes vertauscht.
    .title = Indizes der Gewichte auf dem Rückweg vertauscht
wrong-backprop-weights-updated = Der Rückweg rechnet mit den Gewichten vor der Aktualisierung; { part-gives }.
    .plain = Der Rückweg rechnet mit den Gewichten vor der Aktualisierung.
    .title = neue Gewichte auf dem Rückweg
wrong-backprop-weights-omitted = Auf dem Rückweg wird jedes Delta mit dem Gewicht malgenommen, über das es läuft; { part-gives }.
    .plain = Auf dem Rückweg wird jedes Delta mit dem Gewicht malgenommen, über das es läuft.
    .title = Gewichte auf dem Rückweg weggelassen
wrong-preactivation-for-activation = Der Gradient eines Gewichts nimmt die Aktivierung a der Einheit darunter, nicht ihr z; { part-gives }.
    .full = Du hast mit { $shown_quantity } = { $shown } malgenommen; der Gradient eines Gewichts braucht die Aktivierung { part-belongs }; { part-gives }.
    .plain = Der Gradient eines Gewichts nimmt die Aktivierung a der Einheit darunter, nicht ihr z.
    .title = z statt a im Gradienten
wrong-weight-for-activation = Der Gradient eines Gewichts nimmt die Aktivierung der Einheit darunter, nicht ein Gewicht; { part-gives }.
    .full = Du hast mit { $shown_quantity } = { $shown } malgenommen; der Gradient eines Gewichts braucht die Aktivierung { part-belongs }; { part-gives }.
    .plain = Der Gradient eines Gewichts nimmt die Aktivierung der Einheit darunter, nicht ein Gewicht.
    .title = Gewicht statt Aktivierung im Gradienten
wrong-wrong-layer-activation = Der Gradient eines Gewichts nimmt die Aktivierung der Schicht direkt darunter; hier steht die einer anderen; { part-gives }.
    .full = Du hast mit { $shown_quantity } = { $shown } malgenommen; der Gradient dieses Gewichts braucht { part-belongs } aus der Schicht direkt darunter; { part-gives }.
    .plain = Der Gradient eines Gewichts nimmt die Aktivierung der Schicht direkt darunter; hier steht die einer anderen.
    .title = Aktivierung einer anderen Schicht
wrong-bias-gradient-times-input = Ein Bias hat keine Eingabe, mit der malzunehmen wäre: sein Gradient ist das Delta allein; { part-gives }.
    .plain = Ein Bias hat keine Eingabe, mit der malzunehmen wäre: sein Gradient ist das Delta allein.
    .title = Bias-Gradient mal Aktivierung
wrong-same-operand-twice = Dieselbe Zahl steht in zwei Produkten; jedes Produkt hat sein eigenes Gewicht und seine eigene Aktivierung; { part-gives }.
    .full = { $shown } steht da, wo { part-belongs } hingehört, sodass eine Zahl in zwei Produkten steht; { part-gives }.
    .plain = Dieselbe Zahl steht in zwei Produkten; jedes Produkt hat sein eigenes Gewicht und seine eigene Aktivierung.
    .title = ein Operand zweimal
wrong-wrong-layer-weights = Hier stehen die Gewichte einer anderen Schicht; auf dem Rückweg läuft das Delta über die der Schicht darüber; { part-gives }.
    .plain = Hier stehen die Gewichte einer anderen Schicht; auf dem Rückweg läuft das Delta über die der Schicht darüber.
    .title = Gewichte einer anderen Schicht
wrong-input-index-swapped = Hier steht eine andere Eingabe als die, mit der dieses Gewicht malgenommen wird; { part-gives }.
    .full = { $shown } steht da, wo { part-belongs } hingehört: die Eingabe, mit der dieses Gewicht malgenommen wird; { part-gives }.
    .plain = Hier steht eine andere Eingabe als die, mit der dieses Gewicht malgenommen wird.
    .title = Eingaben vertauscht
wrong-shared-bias-one-path = Ein gemeinsamer Bias sammelt die Gradienten aller Einheiten, in die er eingeht; { part-gives }.
    .plain = Ein gemeinsamer Bias sammelt die Gradienten aller Einheiten, in die er eingeht.
    .title = gemeinsamer Bias mit nur einem Gradienten
wrong-recurrent-path-omitted = Der Gradient ist die Summe über alle Zeitschritte; hier sind nicht alle summiert; { part-gives }.
    .plain = Der Gradient ist die Summe über alle Zeitschritte; hier sind nicht alle summiert.
    .title = Zeitschritt weggelassen
wrong-bias-gradient-omitted = Ein Bias hat seinen eigenen Gradienten: dL/db = dL/dz; { part-gives }.
    .plain = Ein Bias hat seinen eigenen Gradienten: dL/db = dL/dz.
    .title = Bias-Gradient weggelassen

## Falsche Regeln: Aktualisierung

wrong-adam-bias-correction-omitted = Adam teilt seine Momente vor dem Schritt durch 1 - beta^t; { part-gives }.
    .plain = Adam teilt seine Momente vor dem Schritt durch 1 - beta^t.
    .title = Adam ohne Korrektur der Momente
wrong-momentum-omitted = Der Schritt dieser Aktualisierung trägt einen Impuls; hier fehlt er; { part-gives }.
    .plain = Der Schritt dieser Aktualisierung trägt einen Impuls; hier fehlt er.
    .title = Impuls weggelassen
wrong-recurrent-state-not-previous = Ein rekurrenter Schritt nimmt den Zustand des Schritts unmittelbar davor; hier steht der eines anderen Schritts; { part-gives }.
    .plain = Ein rekurrenter Schritt nimmt den Zustand des Schritts unmittelbar davor; hier steht der eines anderen Schritts.
    .title = Zustand eines anderen Zeitschritts
wrong-attention-unscaled = Die Scores der Attention werden durch die Wurzel der Dimension geteilt; hier fehlt das; { part-gives }.
    .plain = Die Scores der Attention werden durch die Wurzel der Dimension geteilt; hier fehlt das.
    .title = Scores nicht skaliert
wrong-attention-softmax-axis = Die Gewichte jeder Anfrage ergeben zusammen 1; hier läuft der Softmax über eine andere Achse; { part-gives }.
    .plain = Die Gewichte jeder Anfrage ergeben zusammen 1; hier läuft der Softmax über eine andere Achse.
    .title = Softmax über die falsche Achse
wrong-transpose-omitted = Eine Matrix dieses Produkts wird transponiert; hier steht sie, wie sie ist; { part-gives }.
    .plain = Eine Matrix dieses Produkts wird transponiert; hier steht sie, wie sie ist.
    .title = Matrix nicht transponiert
wrong-variance-sample-for-population = Die Varianz eines Batches wird durch n geteilt; hier durch n - 1; { part-gives }.
    .plain = Die Varianz eines Batches wird durch n geteilt; hier durch n - 1.
    .title = Varianz durch n - 1 geteilt
wrong-mean-not-subtracted = Vor dem Teilen wird der Mittelwert abgezogen; hier fehlt das; { part-gives }.
    .plain = Vor dem Teilen wird der Mittelwert abgezogen; hier fehlt das.
    .title = Mittelwert nicht abgezogen
wrong-root-omitted = Der Teiler ist eine Quadratwurzel; hier fehlt die Wurzel; { part-gives }.
    .plain = Der Teiler ist eine Quadratwurzel; hier fehlt die Wurzel.
    .title = Wurzel weggelassen
wrong-kernel-flipped = Der Kernel wird so auf das Bild gelegt, wie er ist; hier ist er umgedreht; { part-gives }.
    .plain = Der Kernel wird so auf das Bild gelegt, wie er ist; hier ist er umgedreht.
    .title = Kernel umgedreht
wrong-pooling-mean-for-max = Max-Pooling behält den größten Wert des Fensters; hier steht der Mittelwert; { part-gives }.
    .plain = Max-Pooling behält den größten Wert des Fensters; hier steht der Mittelwert.
    .title = Mittelwert statt Maximum
wrong-gates-swapped = Jedes Gate hat seinen Platz: das Forget-Gate beim alten Speicher, das Input-Gate beim Kandidaten; hier sind sie vertauscht; { part-gives }.
    .plain = Jedes Gate hat seinen Platz: das Forget-Gate beim alten Speicher, das Input-Gate beim Kandidaten; hier sind sie vertauscht.
    .title = Gates vertauscht
wrong-gate-complement-swapped = Das Gate und sein Komplement gehören andersherum; hier sind sie vertauscht; { part-gives }.
    .plain = Das Gate und sein Komplement gehören andersherum; hier sind sie vertauscht.
    .title = Gate und Komplement vertauscht
wrong-gate-omitted = Ein Gate multipliziert, was es durchlässt; hier fehlt ein Gate; { part-gives }.
    .plain = Ein Gate multipliziert, was es durchlässt; hier fehlt ein Gate.
    .title = Gate weggelassen
wrong-residual-omitted = Eine Residualverbindung addiert, was in die Schicht hineinging; hier fehlt das; { part-gives }.
    .plain = Eine Residualverbindung addiert, was in die Schicht hineinging; hier fehlt das.
    .title = Residualverbindung weggelassen
wrong-weight-decay-omitted = Weight Decay addiert einen Anteil des Gewichts zu seinem Gradienten; hier fehlt das; { part-gives }.
    .plain = Weight Decay addiert einen Anteil des Gewichts zu seinem Gradienten; hier fehlt das.
    .title = Weight Decay weggelassen
wrong-update-ascent = Der Gradientenabstieg geht gegen den Gradienten: w - eta * g, nicht w + eta * g; { part-gives }.
    .plain = Der Gradientenabstieg geht gegen den Gradienten: w - eta * g, nicht w + eta * g.
    .title = Schritt bergauf
wrong-learning-rate-omitted = Der Gradient wird mit der Lernrate malgenommen, bevor er abgezogen wird; { part-gives }.
    .plain = Der Gradient wird mit der Lernrate malgenommen, bevor er abgezogen wird.
    .title = Lernrate weggelassen
wrong-bias-not-updated = Auch die Biases werden aktualisiert; hier ist einer geblieben, wie er war; { part-gives }.
    .plain = Auch die Biases werden aktualisiert; hier ist einer geblieben, wie er war.
    .title = Bias nicht aktualisiert
wrong-weights-not-updated = Auch die Gewichte werden aktualisiert; hier ist eines geblieben, wie es war; { part-gives }.
    .plain = Auch die Gewichte werden aktualisiert; hier ist eines geblieben, wie es war.
    .title = Gewicht nicht aktualisiert
wrong-gradient-as-weight = Der neue Wert ist der alte minus den Schritt; hier steht nur der Schritt oder der Gradient; { part-gives }.
    .plain = Der neue Wert ist der alte minus den Schritt; hier steht nur der Schritt oder der Gradient.
    .title = Schritt statt neuem Wert

## Bemerkungen neben dem Urteil

remark-arithmetic = Was hier steht, ergibt { $computed }, nicht { $written }.
    .full = { $shown } steht da, wo { part-belongs } hingehört; was hier steht, ergibt { $computed }.
    .less = Was hier steht, ergibt { $computed }, nicht das, was dahinter steht.
    .plain = Ein Schritt ergibt hier etwas anderes als das, was dahinter steht.
remark-substitution = { $shown } steht da, wo { part-belongs } hingehört.
    .less = { $shown } steht da, wo { $belongs } hingehört.
    .plain = Hier steht eine andere Zahl als die, die hierher gehört.
remark-formula = Die Formel, die hier steht, ist nicht die von { $name }; richtig ist { $instead }.
    .less = Die Formel, die hier steht, ist nicht die von { $name }.
    .plain = Die Formel, die hier steht, ist nicht die richtige.
remark-label = Das heißt hier { $written }, ist aber nach Ort, Operanden und Wert { $quantity }.
    .less = Nach Ort, Operanden und Wert ist das { $quantity }.
    .least = Der Name, der hier steht, ist der von { $shown_quantity }.
    .plain = Das steht unter einem anderen Namen als seinem eigenen.
remark-truncation = Die Stellen sind abgeschnitten, nicht gerundet: gerundet ist das { $right }.
    .plain = Die Stellen sind abgeschnitten, nicht gerundet.
remark-coarse = Hier stehen weniger Stellen als verlangt; genauer ist es { $right }.
    .plain = Hier stehen weniger Stellen als verlangt.
remark-corrected = In Zeile { $line } berichtigt.
    .plain = Später berichtigt.
remark-superseded = Eine spätere Zeile schreibt das noch einmal; die letzte zählt.
    .full = Zeile { $line } schreibt das noch einmal; die letzte zählt.
remark-duplicate = Dasselbe steht schon in Zeile { $line }.
    .plain = Dasselbe steht schon weiter oben.
remark-sign-convention = Gelesen mit dem Fehler als Ziel minus Ausgabe: das Vorzeichen ist durchweg umgedreht, und die Schritte werden addiert.
remark-kink = { $quantity } ist hier genau 0, und ReLU'(0) = 0.
    .plain = Die Einheit steht genau bei z = 0, und ReLU'(0) = 0.

## Was ein Mensch ansehen sollte

review-misread = Hier steht { $shown }, aber gerechnet wird in { part-lines } mit { $belongs }.
    .less = Hier steht { $written }, aber gerechnet wird in { part-lines } mit einer anderen Zahl.
    .least = { part-Lines } { part-use } mit einer anderen Zahl als der hier gezeigten.
    .plain = Spätere Zeilen rechnen mit einer anderen Zahl als der hier gezeigten.
review-unreadable = Das war nicht zu lesen oder keiner Größe zuzuordnen.
    .full = Das war nicht zu lesen: { $reason }.
review-other-problem = Kaum eine Zeile passt zu dieser Aufgabe: ist das das Blatt einer anderen?
review-undecidable = Die Stellen reichen nicht, um den richtigen Wert von einem bekannten Fehler zu unterscheiden.
review-trivial = Eine frühere Antwort macht den Rest trivial: verdient er von da an volle Punkte?
    .full = Die Antwort in { part-lines } macht den Rest trivial: verdient er von da an volle Punkte?
review-contradiction = Für { $name } stehen verschiedene Werte da.
    .full = Für { $name } stehen in { part-lines } verschiedene Werte.
    .plain = Für eine Größe stehen verschiedene Werte da.
review-not-graded = Ein eigener Fehler des Programms hat das Urteil hier verhindert.

## Über das ganze Blatt

note-empty = Das Blatt ist leer.
note-other-problem = Kaum eine Zeile dieses Blatts passt zu dieser Aufgabe; nichts wird bewertet, bevor ein Mensch es angesehen hat.
note-batch-mean = Die Aufgabe sagt nicht, ob über die Beispiele summiert oder gemittelt wird; dieses Blatt mittelt und wurde danach beurteilt.
note-batch-sum = Die Aufgabe sagt nicht, ob über die Beispiele summiert oder gemittelt wird; dieses Blatt summiert und wurde danach beurteilt.
note-undecided = { $shown } kann für { $quantity } oder für { $belongs } stehen: nichts auf dem Blatt sagt, für was. Gelesen wurde { $quantity }.
note-kink = { $quantity } ist genau 0, und ReLU'(0) = 0: durch diese Einheit läuft kein Gradient.
    .plain = Eine Einheit steht genau bei z = 0, wo ReLU'(0) = 0 ist: durch sie läuft kein Gradient.
note-convention = Gelesen mit dieser Vereinbarung: { $reason }.
    .plain = Die Schreibweise wurde aus dem Blatt selbst erschlossen.

## Wörter eines Berichts

word-correct = richtig
word-follows = folgerichtig
word-wrong = falsch
word-unreadable = unlesbar
word-unchecked = nicht bewertet
word-pending = offen
word-part = Teil
word-points = Punkte
word-line = Zeile
word-lines = Zeilen
word-read = Gelesen
word-verdict = Urteil
word-reason = Grund
word-your-line = Was dasteht
word-quantity = Größe
word-formula = Formel
word-substitution = Mit Zahlen
word-value = Wert
word-given = gegeben
word-also = Dieselben Ziffern ergeben auch: { $causes }.
word-together = Zusammen mit: { $causes }.
word-at = Bei dem, was hier nicht geschrieben steht: { $names }.
word-remark = Hinweis
word-missing = Verlangt und nicht gefunden
word-review = Von einem Menschen anzusehen
word-notes = Über das Blatt
word-solution = Musterlösung
word-steps = Schritt für Schritt
word-unread = nicht gelesen
word-interpreted = verstanden als
word-no-lines = Es wurde keine Zeile mit einer Rechnung gefunden.
report-title = { $problem }
report-submission = Blatt { $submission }
report-score = { $earned } von { $possible } Punkten
report-score-pending = { $earned } von { $possible } Punkten, { $pending } noch offen
report-not-graded = Nicht bewertet: { $error }
    .plain = Nicht bewertet: ein eigener Fehler des Programms. Es wurden keine Punkte gegeben oder abgezogen.
points-of = { $earned } von { $possible }
report-counts = { $correct } richtig, { $follows } folgerichtig, { $wrong } falsch, { $unreadable } unlesbar
report-convention = Gelesen als
convention-comma = Dezimalkomma
convention-point = Dezimalpunkt
convention-layers = die Eingaben sind Schicht { $a }, die ersten z Schicht { $z }, die ersten Gewichte { $W }
convention-to-from = Gewichte heißen nach-von
convention-from-to = Gewichte heißen von-nach
convention-unit-base = Einheiten zählen ab { $base }
convention-target-minus-output = Fehler sind Ziel minus Ausgabe
convention-names = Namen wie { $names }
solution-rounded = Werte auf { $digits } geltende Ziffern.
solution-given = Gegeben
solution-forward = Vorwärtsrechnung
solution-backward = Rückwärtsrechnung
solution-update = Aktualisierung
solution-after-forward = Vorwärtsrechnung nach Aktualisierung { $number }
solution-after-backward = Rückwärtsrechnung nach Aktualisierung { $number }
solution-after-update = Aktualisierung { $number }
solution-fell = Der Verlust ist gefallen, wie er soll.
solution-rose = Der Verlust ist gestiegen: der Schritt ist zu groß.

## Warum etwas nicht gelesen wurde

reason-bracket = eine Klammer fehlt
reason-number = so ist es keine Zahl: eine Ziffer oder ein Zeichen ist unklar
reason-name = der Name war nicht zu lesen
reason-words = wo ein Wert hingehört, stehen Wörter
reason-derivative = die Ableitung war nicht zu lesen
reason-struck = es ist durchgestrichen
reason-table = Zeile und Spalte sagen nicht, welche Größe das ist
reason-list = es ist nicht klar, wo ein Eintrag endet und der nächste beginnt
reason-general = eine allgemeine Formel, die für keine einzelne Zahl steht
reason-missing-value = ein Wert fehlt
reason-names-and-values = Namen und Werte sind nicht gleich viele
reason-ragged-matrix = die Zeilen sind nicht gleich lang
reason-missing-operator = zwischen zwei Dingen fehlt ein Zeichen
reason-log-base = ein Logarithmus zu ungewohnter Basis
reason-noise = es sieht nach einem Rest aus, nicht nach Rechnung
reason-too-deep = es ist zu tief verschachtelt
reason-too-large = es ist zu groß
reason-too-long = es ist zu lang
reason-unexpected = das passt hier nicht
reason-unfinished = es bricht ab
reason-unknown-command = ein unbekannter Befehl
reason-unread = es war nicht zu lesen
reason-unknown = es war nicht zu lesen

## Eine ganze Klasse

batch-graded = { $graded } von { $sheets } Blättern bewertet.
batch-review = { $count } Stellen sollte ein Mensch ansehen.
batch-unmatched = Liegen gelassen: { $name } ({ $reason })
unmatched-not-text = keine Textdatei
unmatched-too-large = zu groß
unmatched-two-files = zwei Dateien für eine Aufgabe
unmatched-no-student = kein Name
unmatched-no-problem-named = nennt keine Aufgabe
unmatched-working-above-first-heading = Rechnung über der ersten Überschrift
unmatched-unreadable-file = die Datei ist nicht zu lesen
unmatched-no-submission-or-text = keine Abgabe oder kein Text
unmatched-unknown-problem = eine Aufgabe aus einem anderen Satz
unmatched-no-such-variant = keine solche Variante der Aufgabe

## Punkte für andere Programme

export-no-row = Keine oder mehrere Zeilen heißen so: { $name }
export-waiting = Leer gelassen, hier muss erst jemand hinsehen: { $name }

## Der Klassenbericht

class-title = Klassenbericht
class-mean = Im Mittel { $mean } von { $possible } Punkten
class-median = Die Hälfte der Blätter erreicht { $median } % oder mehr
class-pending = { $pending } Punkte warten auf einen Menschen
class-unread = { $count } Stellen waren nicht zu lesen
class-seconds = Bewertet in { $seconds } s
class-marks = Wie sich die Punkte verteilen
class-marks-axis = Anteil der Punkte in %
class-count = Blätter
class-causes = Was falsch war
class-cause = Fehler
class-cause-count = mal
class-cause-sheets = auf Blättern
class-parts = Was jeder Teil brachte
class-share = erreicht
class-verdicts = Zeilen nach Urteil
class-table = Die Zahlen
class-each = Jedes Blatt
class-more = { $count } weitere Blätter stehen in der Punktetabelle.
class-student = Person
class-submission = Abgabe
class-problem = Aufgabe
class-state = Zustand
class-review = Anzusehen
state-graded = bewertet
state-not_graded = nicht bewertet

## Bilder einer Klasse

heat-sheets = auf { $count } von { $sheets } Blättern
