### Every sentence the grader says, in English.
###
### Of a message's patterns the first is spoken whose facts are all known: .full, the value, .less, .least, .plain.
### .title names a mistake in a few words, for tables.

## Pieces of sentences

part-and = { $first } and { $last }
part-gives = { $basis ->
    [yours] with your numbers that gives { $right }
   *[problem] that gives { $right }
}
part-lines = { $many ->
    [one] line { $lines }
   *[other] lines { $lines }
}
part-Lines = { $many ->
    [one] Line { $lines }
   *[other] Lines { $lines }
}
part-use = { $many ->
    [one] uses
   *[other] use
}
# The name and the value that belong in a place.
part-belongs = { $belongs_quantity } = { $belongs }

## Verdicts

correct = Right.
correct-rounding = Right, within the rounding of the numbers you used.
correct-coarse = Right, with fewer digits than asked for: more exactly { $right }.
    .plain = Right, with fewer digits than asked for.
correct-formula = The formula is right.
correct-given = Copied rightly from the problem.
correct-helper = This intermediate result is worked out rightly.
follows = Worked out rightly from what stands in { part-lines }; otherwise it would be { $true }.
    .less = Worked out rightly from what stands in { part-lines }.
    .plain = Worked out rightly from your own earlier numbers.
repeats = The same mistake as in line { $line }.
    .plain = The same mistake as before.
unreadable-ink = This could not be read; a person will look at it.
unreadable-name = It is not clear which quantity { $name } means here; a person will look at it.
    .plain = It is not clear which quantity is meant here; a person will look at it.
unreadable-either = This can be read in two ways, and only one of them is right; a person will look at it.
unchecked-general = A general formula or remark: nothing to check here.
unchecked-definition = A definition: nothing to check here.
unchecked-helper = An intermediate note that stands for no quantity of the problem.

## Slips

wrong-arithmetic = What you wrote works out to { $computed }, not { $written }.
    .less = What you wrote works out to something else than { $written }.
    .plain = What you wrote works out to something else.
    .title = calculation slip
wrong-substitution = { $shown } stands where { part-belongs } belongs.
    .less = { $shown } stands where { $belongs } belongs.
    .plain = Another number stands here than the one that belongs here.
    .title = another number put in
wrong-sign = A sign was turned round on the way: this should be { $right }, not { $written }.
    .plain = A sign was turned round on the way.
    .title = sign turned round
wrong-copy = A number changed while it was copied: { $shown } stands where { $belongs } belongs.
    .less = A number changed while it was copied: this should be { $right }, not { $written }.
    .plain = A number changed while it was copied.
    .title = slip in copying
wrong-decimal-point = The digits are right, but the decimal point has moved: this should be { $right }, not { $written }.
    .plain = The digits are right, but the decimal point has moved.
    .title = decimal point moved
wrong-rounding = Rounded, this is { $right }, not { $written }.
    .plain = This was rounded wrongly, or to too few digits.
    .title = rounding
wrong-label = { $written } is the value of { $shown_quantity }, not of { $name }.
    .less = { $written } is right for another quantity than { $name }.
    .plain = This is right for another quantity than the one named here.
    .title = right value under another name
wrong-misread = You show { $shown }, but { part-lines } { part-use } { $belongs }: this looks like a slip of the pen or of the reading.
    .less = You show { $written }, but { part-lines } { part-use } { $belongs }: this looks like a slip of the pen or of the reading.
    .least = You show { $written }, but later lines use another number: this looks like a slip of the pen or of the reading.
    .plain = Later lines use another number than the one shown here: this looks like a slip of the pen or of the reading.
    .title = slip of the pen or of the reading
wrong-formula = This formula does not give { $name }; right is { $instead }.
    .less = This formula does not give { $name }.
    .plain = This formula is not the right one.
    .title = another formula
wrong-unexplained = This should be { $right }, not { $written }; what is written does not show where the difference comes from.
    .plain = This is not the right value; what is written does not show where the difference comes from.
    .title = not explained

## Misconceptions: forward pass and loss

wrong-bias-omitted = The bias is missing: z is the weighted sum plus b; { part-gives }.
    .plain = The bias is missing: z is the weighted sum plus b.
    .title = bias left out
wrong-weights-transposed = A unit takes the weights that lead into it; here the two indices of the weights are swapped; { part-gives }.
    .plain = A unit takes the weights that lead into it; here the two indices of the weights are swapped.
    .title = weights' indices swapped
wrong-activation-skipped = The activation function is still to be applied: a = f(z), not z itself; { part-gives }.
    .plain = The activation function is still to be applied: a = f(z), not z itself.
    .title = activation function skipped
wrong-wrong-activation = This is another activation function than the one given for this unit; { part-gives }.
    .full = The activation function of this unit is { $instead }, not { $done }; { part-gives }.
    .plain = This is another activation function than the one given for this unit.
    .title = another activation function
wrong-sigmoid-exponent-sign = The sigmoid is 1/(1+e^-z), with a minus in the exponent; { part-gives }.
    .plain = The sigmoid is 1/(1+e^-z), with a minus in the exponent.
    .title = sigmoid without the minus in its exponent
wrong-input-for-activation = This layer takes the activations of the layer below it, not the inputs; { part-gives }.
    .plain = This layer takes the activations of the layer below it, not the inputs.
    .title = inputs used in a deeper layer
wrong-softmax-unnormalised = The softmax divides each e^z by the sum of them all; { part-gives }.
    .plain = The softmax divides each e^z by the sum of them all.
    .title = softmax not divided by its sum
wrong-loss-half-omitted = The given loss has a factor 1/2, which is missing here; { part-gives }.
    .plain = The given loss has a factor 1/2, which is missing here.
    .title = factor 1/2 of the loss left out
wrong-loss-half-added = The given loss has no factor 1/2; { part-gives }.
    .plain = The given loss has no factor 1/2.
    .title = factor 1/2 put into the loss
wrong-loss-sum-for-mean = The given loss is a mean, so the sum is still to be divided by the number of its terms; { part-gives }.
    .plain = The given loss is a mean, so the sum is still to be divided by the number of its terms.
    .title = sum taken for the mean
wrong-loss-mean-for-sum = The given loss is a sum, so it is not divided by the number of its terms; { part-gives }.
    .plain = The given loss is a sum, so it is not divided by the number of its terms.
    .title = mean taken for the sum
wrong-loss-not-squared = In this loss the difference t - a is squared; { part-gives }.
    .plain = In this loss the difference t - a is squared.
    .title = difference not squared
wrong-loss-partial = The loss is the sum over all outputs; here a part of it is missing; { part-gives }.
    .plain = The loss is the sum over all outputs; here a part of it is missing.
    .title = loss of one output alone
wrong-loss-log-base = The logarithm in this loss is the natural one, ln, not log10; { part-gives }.
    .plain = The logarithm in this loss is the natural one, ln, not log10.
    .title = log10 for ln
wrong-loss-sign = This loss has a minus before its sum; { part-gives }.
    .plain = This loss has a minus before its sum.
    .title = loss without its minus

## Misconceptions: derivatives of loss and activation

wrong-error-sign = The difference is the other way round: a - t, not t - a; { part-gives }.
    .plain = The difference is the other way round: a - t, not t - a.
    .title = t - a for a - t
wrong-loss-derivative-factor = The derivative of the given loss has another constant factor than the one used here; { part-gives }.
    .plain = The derivative of the given loss has another constant factor than the one used here.
    .title = factor 2 or 1/2 in the loss's derivative
wrong-sigmoid-derivative-quotient = The derivative of the sigmoid is a(1-a), not a/(1-a)^2; { part-gives }.
    .plain = The derivative of the sigmoid is a(1-a), not a/(1-a)^2.
    .title = sigmoid' taken as a/(1-a)^2
wrong-sigmoid-derivative-at-activation = The derivative of the sigmoid is a(1-a): a is the sigmoid's value already, so it does not go through the sigmoid again; { part-gives }.
    .plain = The derivative of the sigmoid is a(1-a): a is the sigmoid's value already, so it does not go through the sigmoid again.
    .title = sigmoid' taken at a
wrong-sigmoid-derivative-at-z = The derivative of the sigmoid is a(1-a), with the activation a, not z(1-z); { part-gives }.
    .plain = The derivative of the sigmoid is a(1-a), with the activation a, not z(1-z).
    .title = sigmoid' taken as z(1-z)
wrong-sigmoid-derivative-complement-omitted = The derivative of the sigmoid is a(1-a): it needs both factors; { part-gives }.
    .plain = The derivative of the sigmoid is a(1-a): it needs both factors.
    .title = sigmoid' with one factor only
wrong-sigmoid-derivative-squared = The derivative of the sigmoid is a(1-a), each factor once and without a square; { part-gives }.
    .plain = The derivative of the sigmoid is a(1-a), each factor once and without a square.
    .title = sigmoid' with a square
wrong-tanh-derivative-not-squared = The derivative of tanh is 1-a^2, not 1-a; { part-gives }.
    .plain = The derivative of tanh is 1-a^2, not 1-a.
    .title = tanh' taken as 1-a
wrong-derivative-of-another-activation = This is the derivative of another activation function than the one given for this unit; { part-gives }.
    .full = This is the derivative of another activation function: here it is { $instead }, not { $done }; { part-gives }.
    .plain = This is the derivative of another activation function than the one given for this unit.
    .title = derivative of another activation
wrong-relu-derivative-always-one = The derivative of ReLU is 1 only where z > 0, and 0 elsewhere; { part-gives }.
    .plain = The derivative of ReLU is 1 only where z > 0, and 0 elsewhere.
    .title = ReLU' taken as 1 everywhere
wrong-relu-derivative-passes-z = The derivative of ReLU is 1 where z > 0, not z itself; { part-gives }.
    .plain = The derivative of ReLU is 1 where z > 0, not z itself.
    .title = ReLU' taken as z
wrong-loss-derivative-of-another-loss = This is the derivative of another loss than the given one; { part-gives }.
    .full = This is the derivative of another loss: for the given one it is { $instead }, not { $done }; { part-gives }.
    .plain = This is the derivative of another loss than the given one.
    .title = derivative of another loss
wrong-loss-derivative-absolute = The difference a - t keeps its sign, without absolute bars; { part-gives }.
    .plain = The difference a - t keeps its sign, without absolute bars.
    .title = absolute difference
wrong-sigmoid-derivative-twice = a - t is dL/dz already, so the derivative of the activation does not come in again; { part-gives }.
    .plain = a - t is dL/dz already, so the derivative of the activation does not come in again.
    .title = activation's derivative taken twice
wrong-wrong-target = The target of another output was used; { part-gives }.
    .plain = The target of another output was used.
    .title = another output's target
wrong-softmax-jacobian-diagonal = Each softmax output depends on every z, so the terms off the diagonal belong here too; { part-gives }.
    .plain = Each softmax output depends on every z, so the terms off the diagonal belong here too.
    .title = softmax' without its off-diagonal terms
wrong-softmax-jacobian-preactivation = The derivative of the softmax is built from its probabilities a, not from z; { part-gives }.
    .plain = The derivative of the softmax is built from its probabilities a, not from z.
    .title = softmax' taken at z

## Misconceptions: chain rule

wrong-activation-derivative-omitted = The factor f'(z) is missing: dL/dz = dL/da * f'(z); { part-gives }.
    .plain = The factor f'(z) is missing: dL/dz = dL/da * f'(z).
    .title = f'(z) left out
wrong-upstream-omitted = The factor from above is missing: dL/dz = dL/da * f'(z); { part-gives }.
    .plain = The factor from above is missing: dL/dz = dL/da * f'(z).
    .title = dL/da left out
wrong-path-omitted = The loss is reached on more than one path, and each adds its share; here not all of them are summed; { part-gives }.
    .plain = The loss is reached on more than one path, and each adds its share; here not all of them are summed.
    .title = path left out
wrong-backprop-weights-transposed = On the way back a unit takes the weights that lead out of it; here their two indices are swapped; { part-gives }.
    .plain = On the way back a unit takes the weights that lead out of it; here their two indices are swapped.
    .title = weights' indices swapped on the way back
wrong-backprop-weights-updated = The backward pass uses the weights as they were before the update; { part-gives }.
    .plain = The backward pass uses the weights as they were before the update.
    .title = updated weights on the way back
wrong-backprop-weights-omitted = On the way back each delta is multiplied by the weight it passes; { part-gives }.
    .plain = On the way back each delta is multiplied by the weight it passes.
    .title = weights left out on the way back
wrong-preactivation-for-activation = The gradient of a weight takes the activation a of the unit below, not its pre-activation z; { part-gives }.
    .full = You multiplied by { $shown_quantity } = { $shown }; the gradient of a weight takes the activation { part-belongs }; { part-gives }.
    .plain = The gradient of a weight takes the activation a of the unit below, not its pre-activation z.
    .title = z for a in the gradient
wrong-weight-for-activation = The gradient of a weight takes the activation of the unit below, not a weight; { part-gives }.
    .full = You multiplied by { $shown_quantity } = { $shown }; the gradient of a weight takes the activation { part-belongs }; { part-gives }.
    .plain = The gradient of a weight takes the activation of the unit below, not a weight.
    .title = weight for activation in the gradient
wrong-wrong-layer-activation = The gradient of a weight takes the activation of the layer just below it; here stands that of another layer; { part-gives }.
    .full = You multiplied by { $shown_quantity } = { $shown }; the gradient of this weight takes { part-belongs }, from the layer just below; { part-gives }.
    .plain = The gradient of a weight takes the activation of the layer just below it; here stands that of another layer.
    .title = activation of another layer
wrong-bias-gradient-times-input = A bias has no input to multiply by: its gradient is delta alone; { part-gives }.
    .plain = A bias has no input to multiply by: its gradient is delta alone.
    .title = bias gradient times an activation
wrong-same-operand-twice = The same number is used in two products; each product takes a weight and an activation of its own; { part-gives }.
    .full = { $shown } stands where { part-belongs } belongs, so that one number is used in two products; { part-gives }.
    .plain = The same number is used in two products; each product takes a weight and an activation of its own.
    .title = one operand used twice
wrong-wrong-layer-weights = The weights of another layer were used; on the way back delta passes the weights of the layer above; { part-gives }.
    .plain = The weights of another layer were used; on the way back delta passes the weights of the layer above.
    .title = weights of another layer
wrong-input-index-swapped = Another input stands here than the one this weight is multiplied by; { part-gives }.
    .full = { $shown } stands where { part-belongs } belongs: the input this weight is multiplied by; { part-gives }.
    .plain = Another input stands here than the one this weight is multiplied by.
    .title = inputs swapped
wrong-shared-bias-one-path = A shared bias gathers the gradients of all units that it feeds; { part-gives }.
    .plain = A shared bias gathers the gradients of all units that it feeds.
    .title = shared bias with one unit's gradient
wrong-recurrent-path-omitted = The gradient is the sum over all time steps; here not all of them are summed; { part-gives }.
    .plain = The gradient is the sum over all time steps; here not all of them are summed.
    .title = time step left out
wrong-bias-gradient-omitted = A bias has a gradient of its own: dL/db = dL/dz; { part-gives }.
    .plain = A bias has a gradient of its own: dL/db = dL/dz.
    .title = bias gradient left out

## Misconceptions: updates

wrong-adam-bias-correction-omitted = Adam divides its moments by 1 - beta^t before the step; { part-gives }.
    .plain = Adam divides its moments by 1 - beta^t before the step.
    .title = Adam's bias correction left out
wrong-momentum-omitted = The step of this update carries momentum; here it is missing; { part-gives }.
    .plain = The step of this update carries momentum; here it is missing.
    .title = momentum left out
wrong-recurrent-state-not-previous = A recurrent step takes the state of the step just before it; here it is another step's; { part-gives }.
    .plain = A recurrent step takes the state of the step just before it; here it is another step's.
    .title = state of another time step
wrong-attention-unscaled = The scores of attention are divided by the root of the dimension; here they are not; { part-gives }.
    .plain = The scores of attention are divided by the root of the dimension; here they are not.
    .title = scores not scaled
wrong-attention-softmax-axis = The weights of each query add up to 1; here the softmax is taken along another axis; { part-gives }.
    .plain = The weights of each query add up to 1; here the softmax is taken along another axis.
    .title = softmax along the wrong axis
wrong-transpose-omitted = One matrix of this product is transposed; here it is taken as it stands; { part-gives }.
    .plain = One matrix of this product is transposed; here it is taken as it stands.
    .title = matrix not transposed
wrong-variance-sample-for-population = The variance of a batch is divided by n; here it is divided by n - 1; { part-gives }.
    .plain = The variance of a batch is divided by n; here it is divided by n - 1.
    .title = variance divided by n - 1
wrong-mean-not-subtracted = The mean is subtracted before a value is divided; here it is not; { part-gives }.
    .plain = The mean is subtracted before a value is divided; here it is not.
    .title = mean not subtracted
wrong-root-omitted = The divisor is a square root; here the root is left out; { part-gives }.
    .plain = The divisor is a square root; here the root is left out.
    .title = root left out
wrong-kernel-flipped = The kernel is laid on the picture as it stands; here it is turned round; { part-gives }.
    .plain = The kernel is laid on the picture as it stands; here it is turned round.
    .title = kernel turned round
wrong-pooling-mean-for-max = Max pooling keeps the greatest value of the window; here it is the mean; { part-gives }.
    .plain = Max pooling keeps the greatest value of the window; here it is the mean.
    .title = mean instead of maximum
wrong-gates-swapped = Each gate has its own place: the forget gate at the old memory, the input gate at the candidate; here they are exchanged; { part-gives }.
    .plain = Each gate has its own place: the forget gate at the old memory, the input gate at the candidate; here they are exchanged.
    .title = gates exchanged
wrong-gate-complement-swapped = The gate and its complement belong the other way round; here they are exchanged; { part-gives }.
    .plain = The gate and its complement belong the other way round; here they are exchanged.
    .title = gate and complement exchanged
wrong-gate-omitted = A gate multiplies what it lets through; here a gate is missing; { part-gives }.
    .plain = A gate multiplies what it lets through; here a gate is missing.
    .title = gate left out
wrong-residual-omitted = A residual connection adds what went into the layer; here it is not added; { part-gives }.
    .plain = A residual connection adds what went into the layer; here it is not added.
    .title = residual connection left out
wrong-weight-decay-omitted = Weight decay adds a share of the weight to its gradient; here it is missing; { part-gives }.
    .plain = Weight decay adds a share of the weight to its gradient; here it is missing.
    .title = weight decay left out
wrong-update-ascent = Gradient descent goes against the gradient: w - eta * g, not w + eta * g; { part-gives }.
    .plain = Gradient descent goes against the gradient: w - eta * g, not w + eta * g.
    .title = step uphill
wrong-learning-rate-omitted = The gradient is multiplied by the learning rate before it is subtracted; { part-gives }.
    .plain = The gradient is multiplied by the learning rate before it is subtracted.
    .title = learning rate left out
wrong-bias-not-updated = The biases are updated too; here one stayed as it was; { part-gives }.
    .plain = The biases are updated too; here one stayed as it was.
    .title = bias not updated
wrong-weights-not-updated = The weights are updated too; here one stayed as it was; { part-gives }.
    .plain = The weights are updated too; here one stayed as it was.
    .title = weight not updated
wrong-gradient-as-weight = The new value is the old one minus the step; here stands the step or the gradient alone; { part-gives }.
    .plain = The new value is the old one minus the step; here stands the step or the gradient alone.
    .title = step taken for the new value

## Remarks beside a verdict

remark-arithmetic = What you wrote here works out to { $computed }, not { $written }.
    .full = { $shown } stands where { part-belongs } belongs; what you wrote here works out to { $computed }.
    .less = What you wrote here works out to { $computed }, not to what stands behind it.
    .plain = One step here works out to something else than what stands behind it.
remark-substitution = { $shown } stands where { part-belongs } belongs.
    .less = { $shown } stands where { $belongs } belongs.
    .plain = Another number stands here than the one that belongs here.
remark-formula = The formula written here is not that of { $name }; right is { $instead }.
    .less = The formula written here is not that of { $name }.
    .plain = The formula written here is not the right one.
remark-label = This is named { $written }, but by its place, operands and value it is { $quantity }.
    .less = By its place, operands and value this is { $quantity }.
    .least = The name written here is that of { $shown_quantity }.
    .plain = This stands under another name than its own.
remark-truncation = The digits were cut off, not rounded: rounded, this is { $right }.
    .plain = The digits were cut off, not rounded.
remark-coarse = This shows fewer digits than asked for; more exactly it is { $right }.
    .plain = This shows fewer digits than asked for.
remark-corrected = Corrected in line { $line }.
    .plain = Corrected later.
remark-superseded = A later line writes this again; the last one counts.
    .full = Line { $line } writes this again; the last one counts.
remark-duplicate = The same stands already in line { $line }.
    .plain = The same stands already further up.
remark-sign-convention = Read with the error as target minus output: the sign is turned round throughout, and the updates are added.
remark-kink = { $quantity } is exactly 0 here, and ReLU'(0) = 0.
    .plain = The unit stands exactly at z = 0, and ReLU'(0) = 0.

## What a person should look at

review-misread = { $shown } is shown, but { part-lines } { part-use } { $belongs }.
    .less = { $written } is shown, but { part-lines } { part-use } another number.
    .least = { part-Lines } { part-use } another number than the one shown here.
    .plain = Later lines use another number than the one shown here.
review-unreadable = This could not be read, or not be tied to a quantity.
    .full = This could not be read: { $reason }.
review-other-problem = Hardly any line fits this problem: is this the sheet of another one?
review-undecidable = The digits are too few to tell a right value from a known mistake.
review-trivial = An earlier answer makes the rest trivial: does it deserve full marks from there on?
    .full = The answer in { part-lines } makes the rest trivial: does it deserve full marks from there on?
review-contradiction = { $name } is claimed with different values.
    .full = { $name } is claimed with different values in { part-lines }.
    .plain = One quantity is claimed with different values.
review-not-graded = A fault of the grader's own kept it from judging this.

## About the whole sheet

note-empty = The sheet is empty.
note-other-problem = Hardly any line of this sheet fits this problem; nothing is marked until a person has looked at it.
note-batch-mean = The problem does not say whether a batch takes the sum or the mean of its losses; this sheet takes the mean, and was judged by it.
note-batch-sum = The problem does not say whether a batch takes the sum or the mean of its losses; this sheet takes the sum, and was judged by it.
note-undecided = { $shown } may stand for { $quantity } or for { $belongs }: nothing on the sheet tells which. It was read as { $quantity }.
note-kink = { $quantity } is exactly 0, and ReLU'(0) = 0: no gradient passes this unit.
    .plain = One unit stands exactly at z = 0, where ReLU'(0) = 0: no gradient passes it.
note-convention = Read with this convention: { $reason }.
    .plain = The convention of the sheet was read off the sheet itself.

## Words of a report

word-correct = right
word-follows = follows
word-wrong = wrong
word-unreadable = unreadable
word-unchecked = not judged
word-pending = pending
word-part = Part
word-points = Points
word-line = Line
word-lines = Lines
word-read = Read
word-verdict = Verdict
word-reason = Reason
word-your-line = What stands there
word-quantity = Quantity
word-formula = Formula
word-substitution = With numbers
word-value = Value
word-given = given
word-also = The same digits also come from: { $causes }.
word-together = Together with: { $causes }.
word-at = At what is not written here: { $names }.
word-remark = Note
word-missing = Asked for and not found
word-review = For a person to look at
word-notes = About the sheet
word-solution = Worked solution
word-steps = Step by step
word-unread = not read
word-interpreted = interpreted as
word-no-lines = No line of working was found.
report-title = { $problem }
report-submission = Sheet { $submission }
report-score = { $earned } of { $possible } points
report-score-pending = { $earned } of { $possible } points, { $pending } still open
report-not-graded = Not graded: { $error }
    .plain = Not graded: a fault of the grader's own. No points were given or taken.
points-of = { $earned } of { $possible }
report-counts = { $correct } right, { $follows } following, { $wrong } wrong, { $unreadable } unreadable
report-convention = Read as
convention-comma = decimal comma
convention-point = decimal point
convention-layers = the inputs are layer { $a }, the first pre-activations { $z }, the first weights { $W }
convention-to-from = weights are named to-from
convention-from-to = weights are named from-to
convention-unit-base = units are counted from { $base }
convention-target-minus-output = errors are target minus output
convention-names = names such as { $names }
solution-rounded = Values to { $digits } significant digits.
solution-given = Given
solution-forward = Forward pass
solution-backward = Backward pass
solution-update = Update
solution-after-forward = Forward pass after update { $number }
solution-after-backward = Backward pass after update { $number }
solution-after-update = Update { $number }
solution-fell = The loss fell, as it should.
solution-rose = The loss rose: the step is too large.

## Why something was not read

reason-bracket = a bracket is missing
reason-number = this is no number as it stands: a digit or a mark is unclear
reason-name = the name could not be read
reason-words = words stand where a value belongs
reason-derivative = the derivative sign could not be read
reason-struck = it is crossed out
reason-table = the row and the column do not say which quantity this is
reason-list = it is not clear where one item ends and the next begins
reason-general = a general formula that stands for no one number
reason-missing-value = a value is missing
reason-names-and-values = the names and the values do not match in number
reason-ragged-matrix = the rows are not equally long
reason-missing-operator = a sign is missing between two things
reason-log-base = a logarithm of an unusual base
reason-noise = it looks like residue, not like working
reason-too-deep = it is nested too deeply
reason-too-large = it is too large
reason-too-long = it is too long
reason-unexpected = this does not fit here
reason-unfinished = it breaks off
reason-unknown-command = an unknown command
reason-unread = it could not be read
reason-unknown = it could not be read

## A whole class

batch-graded = { $graded } of { $sheets } sheets graded.
batch-review = { $count } places for a person to look at.
batch-unmatched = Left alone: { $name } ({ $reason })
unmatched-not-text = not a text file
unmatched-too-large = too large
unmatched-two-files = two files for one problem
unmatched-no-student = no student's name
unmatched-no-problem-named = it names no problem
unmatched-working-above-first-heading = working above the first heading
unmatched-unreadable-file = the file cannot be read
unmatched-no-submission-or-text = no submission or no text
unmatched-unknown-problem = a problem of another set
unmatched-no-such-variant = no such variant of the problem

## Marks for other programs

export-no-row = No row, or more than one, is called like this: { $name }
export-waiting = Left empty, a person has to look first: { $name }

## The class report

class-title = Class report
class-mean = On average { $mean } of { $possible } points
class-median = Half of the sheets reach { $median } % or more
class-pending = { $pending } points wait for a person
class-unread = { $count } places could not be read
class-seconds = Graded in { $seconds } s
class-marks = How the marks are spread
class-marks-axis = share of the points, in %
class-count = sheets
class-causes = What went wrong
class-cause = mistake
class-cause-count = times
class-cause-sheets = on sheets
class-parts = What each part brought
class-share = share earned
class-verdicts = Lines by verdict
class-table = The numbers
class-each = Each sheet
class-more = { $count } more sheets stand in the table of marks.
class-student = Student
class-submission = Submission
class-problem = Problem
class-state = State
class-review = To look at
state-graded = graded
state-not_graded = not graded

## Pictures of a class

heat-sheets = on { $count } of { $sheets } sheets
