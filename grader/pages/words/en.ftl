## Every page

language-name = English
page-skip = Skip to the content
page-navigation = Where you are
page-more = More
page-next = Next page
signed-in-as = Signed in as { $name }
moment = { DATETIME($at, dateStyle: "medium", timeStyle: "short") } ({ $zone })

## Coming in

welcome-title = Your working, read line by line
welcome-lead = Hand in your calculation as you wrote it. Every line is checked, and each mistake is followed to the line where it began.
welcome-join = Join a course
welcome-link = You have a sign-in link?
welcome-link-how = Open the link that you were given: it signs you in once. If it no longer works, ask those who teach your course for a new one.
join-code = Join code
join-code-hint = Ten letters and digits; those who teach the course have it.
join-name = Your name
join-name-hint = As those who teach the course know you.
join-enter = Join
join-no-code = No course has this code.
join-no-name = A name has from 1 to 200 printable characters.
join-ended = Those who teach this course have ended your membership.
sign-in = Sign in
sign-in-press = This link signs you in once. It stays on this device until you sign out.
sign-in-spent = This link is unknown, used, or too old.
sign-in-by-password = Sign in with a password
sign-in-who = E-mail address or id
sign-in-who-hint = As your settings show it.
sign-in-refused = This is nobody's address and password.
sign-in-otherwise = No password, or forgotten?
sign-out = Sign out

## How pages look

settings-title = Settings
settings-language = Language
settings-theme = Light or dark
settings-decimals = Decimal mark
settings-decimals-hint = For the numbers of a problem. A report keeps the mark of your own sheet.
settings-save = Save
password = Password
password-why = With a password you sign in again without a new link, on any device.
password-who = You sign in as
password-current = Current password
password-new = New password
password-length = From { $shortest } to { $longest } characters.
password-again = New password again
password-set = Set the password
password-change = Change the password
password-kept = Your password is set. Everywhere else you are signed out.
password-not-yours = This is not your current password.
password-differs = The two are not the same.
theme-auto = As the device
theme-light = Light
theme-dark = Dark
theme-to-dark = Dark
theme-to-light = Light
decimals-auto = As usual in the language
decimals-point = Point: 0.5
decimals-comma = Comma: 0,5

## What goes wrong

failure-home = To the start
failure-place = Line { $line }, column { $column }:
failure-400 = This does not work
failure-400-why = The request was understood, but it is not possible here.
failure-401 = Please sign in
failure-401-why = This page belongs to somebody. Open your sign-in link, or join with a code; what you were typing is kept on this device.
failure-403 = Not yours to do
failure-403-why = Your role does not allow this, or the page was open for too long. Go back, load it again and try once more.
failure-404 = Not found
failure-404-why = There is nothing at this address, or it is not for you.
failure-405 = This does not work
failure-405-why = The page cannot be asked for in this way.
failure-409 = Not any more
failure-409-why = Something has changed in the meantime, or the time for it is over.
failure-413 = Too large
failure-413-why = What was sent is larger than this service takes.
failure-422 = This does not fit
failure-422-why = Something in the form or the file is not as it should be.
failure-429 = Too many requests
failure-429-why = Wait a minute, then try again.
failure-500 = A fault of ours
failure-500-why = Nothing is lost and nothing was marked. Please try again; if it stays, tell those who run this service.

## Courses

home-title = Your courses
home-none = You are in no course yet.
home-join = Join a course
role-student = student
role-tutor = tutor
role-instructor = instructor
course-none = Nothing has been set yet.
course-due = Due
task-new = not begun
task-marks = { $earned } of { $possible }
task-pending = { $pending } pending
task-handed-in = handed in

## The place of work

work-statement = The problem
work-drawing = The network with its weights, biases, inputs and targets
work-points = { $points } points
work-attempts = { $used } of { $attempts } attempts used
work-asked = { $count ->
    [one] What is asked
   *[other] What is asked, in { $count } parts
}
work-more = and { $count } more
work-yours = Your working
work-type = Type or paste it
work-hint = One step a line, with names and numbers, as on paper; LaTeX works too.
work-keys = Signs to put in
work-file = Or choose a file
work-file-hint = Text, Markdown, LaTeX or a notebook; it can also be dropped here. If a file is chosen, it is what counts.
work-hand-in = Hand in
work-earlier = Your attempts
work-empty = There is nothing to hand in yet: type your working, or choose a file.
work-over = This cannot be handed in any more: the time or the attempts are over, or the problem was changed just now.
work-no-attempts = All attempts are used.
attempt-number = Attempt { $number }
attempt-go-on = Go on from this sheet
draft-kept = Draft kept on this device.
draft-back = Your draft is back.
draft-discard = Discard it
reading-title = How it is read
reading-off = Live reading needs scripts; handing in works without them.
reading-none = Nothing to read yet.
reading-lines = { $count ->
    [one] One line read
   *[other] { $count } lines read
}
reading-unread = { $count ->
    [one] one not read
   *[other] { $count } not read
}
cheat-title = What may be typed
cheat-lead = Any usual way of writing is read; these are examples.
cheat-what = For
cheat-typed = Typed
cheat-read = Read as
cheat-chain = A value with its way
cheat-function = A function
cheat-index = Indices, layers above
cheat-power = Powers
cheat-derivative = A derivative
cheat-delta = An error signal
cheat-update = A new weight
cheat-vector = A vector
cheat-latex = LaTeX

## The report

report-marks = Marks
report-whole = The whole sheet
report-of = of { $possible } points
report-pending = { $pending } pending:
report-pending-why = a person will look at them. They are neither won nor lost.
report-adjusted = { $days ->
    [one] One day late: { $adjusted } count.
   *[other] { $days } days late: { $adjusted } count.
}
report-received = Handed in
report-file = File { $name }
report-waiting = This sheet is being graded. The page looks again by itself.
report-fault = A fault of ours kept this sheet from being graded. Nothing was marked; a person will look at it.
report-later = The report is shown after the due date.
report-later-hand = The report is shown once those who teach the course release it.
report-drawing = Where errors began: ✗ with the line
report-drawing-none = The problem; no error began here
report-lines = Line by line
report-typed = Show as typed
report-follows-from = Follows from
report-repeats = The same as in
report-carried = Carried into lines
report-read-as = Read as
report-decided = Decided by a person:
report-for-person = For a person to look at:
report-parts = Marks by part
report-sheet = Download the sheet
appeal-ask = Ask for a second look
appeal-title = A second look at line { $line }
appeal-message = What should be looked at?
appeal-hint = Say in a sentence what was misread or misjudged. A person will answer.
appeal-send = Send
appeal-no-message = A message has from 1 to 2000 characters.
appeal-refused = There is an open request for this line already, or the time for it is over.
appeal-answer = Answer:
appeal-state-open = You asked for a second look.
appeal-state-upheld = Second look: changed.
appeal-state-declined = Second look: not changed.


## Those who teach

of-all = { $count } of { $all }
teach-title = Teaching
teach-rooms = Rooms of the course
teach-set-rooms = Rooms of the set
teach-sets = Sets
teach-review = Review
teach-problems = Problems
teach-people = People
teach-class = Class
teach-sheets = Sheets
teach-groups = Answer groups
teach-marks = Marks
teach-regrades = Regrading
teach-rules = Rules
teach-none = Nothing has been set yet. A set names its problems, from the bank or your own, and says when they are due.
teach-upload = Upload problems

## A class at a glance

glance-handed-in = Students who handed in
glance-sheets = Sheets
glance-average = On average
glance-half = Half of the sheets reach
glance-waiting = Sheets waiting for a person
glance-not-graded = Not graded by a fault of ours
glance-due = Due
glance-all = All problems
glance-which = Which problem
glance-nothing = Nobody has handed in yet.
glance-progress = Who has handed in
glance-progress-axis = sheets by the end of each day, from { $first } to { $last }
glance-day = { DATETIME($day, dateStyle: "medium") }
glance-day-head = day
glance-no-part = the whole problem
glance-mistakes-hint = Sheets with each mistake, and where it stands. Every number leads to its sheets.
glance-where = Where errors began: { $problem }
glance-where-hint = Sheets on which an error began at a unit, a weight or the loss; what follows from it is not counted.
glance-picture = { $problem }, with the number of sheets on which an error began at each place
glance-place = place
glance-hardest = The hardest lines
glance-hardest-hint = Of the sheets that show a quantity, those on which an error began there.
glance-began = errors began
sheets-count = { $count ->
    [one] { $count } sheet
   *[other] { $count } sheets
}
sheets-all = Show all
sheets-tenth = { $low } to { $high } % of the points
sheets-came = Handed in
sheets-open = { $pending } open
sheets-more = { $count } more are not shown.

## Problems and sets

upload-heading = Upload
upload-hint = A problem or a set as a YAML file, or a zip with a set and its problems. Everything is checked before anything is kept; uploading again makes the next version.
upload-file = File
upload-text = Or type it here
upload-text-hint = A file that is chosen goes before what is typed.
upload-check = Check and keep
upload-kept = { $name } is kept.
upload-faults = { $count ->
    [one] One fault; nothing was kept.
   *[other] { $count } faults; nothing was kept.
}
upload-file-shown = The file with its faults
upload-column = Column { $column }:
upload-there = In this course
upload-none = No problems yet.
upload-set = Set
upload-problems = Problems
upload-title = Title
upload-id = Id
upload-version-head = Version
upload-version = version { $number }
upload-variants = { $count } variants
problem-statement = What is asked
problem-parts = Parts
problem-file = The file
vet-title = Mistakes that the numbers tell apart
vet-hint = Each mistake that can be made here. Where two print the same digits, or one prints what is right, other numbers would tell more.
vet-told = Told apart
vet-shows = quantities that show it
vet-apart = yes
vet-not-apart = no
vet-unseen = It gives the right value everywhere: nobody will notice it.
vet-alike = Prints the same as: { $causes }.
vet-count = { $count } of { $all } mistakes are told apart.
vet-none = No mistake of the catalogue can show in what is asked.
vet-kink = { $quantities } is exactly 0, where the slope jumps.
vet-saturated = { $quantities } is so far out that its unit hardly moves.
vet-too-small = { $quantities } vanishes at the decimals that are asked for.

## People

people-list = Class list
people-file = CSV file
people-file-hint = Adds and updates; who is missing is deactivated, never deleted. Columns:
people-import = Import
people-imported = { $added } added, { $updated } updated, { $gone } deactivated.
people-duplicate = Line { $line }: { $what }. This row was left out.
people-faulty = The class list has faults; nobody was changed.
people-join = Students enter it at { $address }.
people-closed = The course is closed: nobody enters by a code.
people-renew = New code
people-open = Make a code
people-close = Close
people-links = Sign-in links
people-links-hint = For students without a code: each link signs one person in, once.
people-links-make = Make a link for every student
people-links-once = Shown this once. Each works once, for two weeks.
people-link = Link
people-link-make = Sign-in link
people-members = Members
people-name = Name
people-role = Role
people-number = Number
people-group = Group
people-pseudonym = Tutors see
people-gone = inactive
people-do = Change
people-make-student = Make student
people-make-tutor = Make tutor
people-make-instructor = Make instructor
people-dismiss = End membership

## Rules of a set

rules-title = Dates and rules
rules-hint = They hold for what is handed in from now on; sheets that are there keep the rules under which they came.
rules-kept = Kept.
rules-faulty = Something does not fit; nothing was changed.
rules-due = Due
rules-offset = Offset from UTC
rules-grace = Grace
rules-grace-hint = Such as 10 min, 2 h or 1 d.
rules-attempts = Attempts
rules-attempts-hint = Empty: as many as one likes.
rules-late = Deduction for each day late
rules-late-hint = Such as 10 %. With this and the next field empty, nothing is taken late.
rules-until = Taken until
rules-appeals = Appeals until
rules-release = Students see their reports
rules-release-at_once = At once
rules-release-after_due = When the set is over
rules-release-by_hand = When you release them
rules-release-now = Release now
rules-released = Released
rules-reports = Reports
rules-feedback = What they see
rules-feedback-verdicts = Verdicts and points
rules-feedback-causes = Also what went wrong
rules-feedback-solution = Also what is right
rules-save = Save
rules-extensions = Extensions
rules-extend = Extend
rules-reason = Reason
rules-no-date = A date and a time are needed.
rules-no-students = The course has no students yet.

## Marks

marks-sum = Sum
marks-possible = Possible
marks-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
marks-tables = Take the marks along
marks-tables-hint = After decisions and lateness. What waits for a person stays empty where a program would take it for a zero.
marks-form-csv = Plain CSV
marks-form-moodle = Moodle import
marks-form-nbgrader = nbgrader CSV
marks-fill = Fill your own gradebook
marks-fill-hint = Export it from Canvas or Moodle, upload it here, and get it back with the marks entered; nothing else in it changes.
marks-program = Program
marks-book = The exported CSV file
marks-column = Assignment
marks-column-hint = For Canvas: the title of its column.
marks-anyway = Give me the file even if some are left out
marks-enter = Enter the marks
marks-left-out = Not everybody's marks can be entered
marks-no-row = No row, or more than one, is called like these:
marks-waiting = A person has to look at these first; their cells would stay as they are:
marks-again = Upload the file again with the box ticked to get it with all other marks.

## Regrading

regrade-title = Grade all sheets anew
regrade-what = On the problems that the set pins now. First you see what would change; nothing counts until you apply it, and what people have decided stays.
regrade-order = See what would change
regrade-earlier = Earlier ones
regrade-when = When
regrade-state-queued = waiting
regrade-state-running = running
regrade-state-ready = to be looked at
regrade-state-applied = applied
regrade-state-failed = failed
regrade-running = Grading anew
regrade-look = Look again
regrade-up = More points
regrade-down = Fewer points
regrade-unchanged = Same points
regrade-decided = Decisions that stay
regrade-apply-what = The new reports replace the old ones, all at once. Who would lose points keeps marks and report, unless you choose otherwise.
regrade-lower = Also where marks fall ({ $count })
regrade-apply = Apply
regrade-changed = { $count ->
    [one] One sheet has changed.
   *[other] { $count } sheets have changed.
}
regrade-differences = What would change
regrade-before = Before
regrade-after = After
regrade-way = Change
regrade-way-up = up
regrade-way-down = down
regrade-way-unchanged = same points
regrade-lines = Lines
regrade-line-count = { $count ->
    [one] one line
   *[other] { $count } lines
}
regrade-overrides = { $count ->
    [one] one decision stays
   *[other] { $count } decisions stay
}
regrade-same = Every report stays as it is.

## The second look

review-nothing = Nothing waits for you
review-nothing-why = Every line could be read, every appeal is answered.
review-end = That was the last one
review-end-why = What you passed over still waits.
review-again = From the beginning
review-sheet = Sheet of { $name }
review-whole = whole report
review-place = { $number } of { $count } on this sheet
review-why-unreadable = not read
review-why-misread = perhaps misread
review-why-doubtful = doubtful
review-why-appeal = appeal
review-why-not-graded = not graded
review-fault = A fault of ours kept the grader from judging this sheet. Regrading tries again; no points are lost.
review-read = Read as
review-worth = worth { $points }
review-expected = Right would be { $value }.
review-right = Right
review-half = Half
review-wrong = Wrong
review-keep = As it stands
review-seen = Seen
review-decline = Decline
review-next = Next
review-more = Other points, a reason
review-reason = Reason, for the student to read
review-give = Give these points
review-looked = Looked at by a person.
review-decided = Decided.
review-undo = Undo
review-undone = Taken back: it waits again.
review-keys-on = Keys are on
review-keys-off = Keys are off
groups-hint = The same answer, decided once for everybody who gave it. Single decisions made later go before.
groups-all = all
groups-none = No answers of this kind.
groups-variant = variant { $number }
groups-decided = { $count } of { $all } decided
groups-changed = { $count ->
    [one] One answer is decided.
   *[other] { $count } answers are decided.
}

## Faults of files, as they are told; the English ones are what they are known by
fault-at = { $what } (at character { $place })
fault-yaml-unclosed = not valid YAML: did not find expected { $sign }
fault-yaml-nowhere = not valid YAML: mapping values are not allowed in this context
fault-yaml-token = not valid YAML: found character that cannot start any token
fault-yaml-end = not valid YAML: found unexpected end of stream
fault-yaml-control = not valid YAML: control characters are not allowed
fault-yaml-item = not valid YAML: block sequence entries are not allowed in this context
fault-yaml = not valid YAML: { $why }
fault-file-large = the file is larger than { $count } characters
fault-file-bytes = the file is larger than { $count } bytes
fault-file-too-large = the file is too large
fault-file-empty = the file is empty
fault-file-utf = the file is not UTF-8
fault-file-no-text = the file is no text
fault-zip-broken = the zip cannot be read
fault-zip-many = a zip may hold { $count } files
fault-zip-twice = a file of this name stands here a second time
fault-set-one = exactly one file with `set:` is expected
fault-set-no-problem = no problem { $name }
fault-set-mapping = a set is a mapping: set, title, due, problems, ...
fault-set-id = the id of the set: small letters, digits and hyphens
fault-set-problems = a list of problems is expected here
fault-set-problem = the id or the file of a problem is expected here
fault-set-problem-twice = the problem { $name } stands here a second time
fault-alias = aliases (*name) are not allowed
fault-deep = nested too deeply
fault-tag = the tag { $name } is not allowed
fault-key-text = a key must be a plain text
fault-key-twice = the key { $name } stands here a second time
fault-key-unknown = this key is not known here
fault-missing = this is missing
fault-list = a list is expected here
fault-mapping = a mapping is expected here
fault-text = a text is expected here
fault-small-letters = only small letters, digits and hyphens are allowed here
fault-problem-mapping = a problem file is a mapping: id, title, network, ...
fault-either = either network or graph is expected
fault-number = a number is expected here
fault-number-from = a number from { $least } is expected here
fault-number-whole-here = a whole number is expected here
fault-number-long = a number of more than { $count } characters
fault-number-comma = { $text } is no number; decimals are written with a point here
fault-number-none = { $text } is no number
fault-number-whole = { $text } is no whole number
fault-number-bounds = { $text } is out of bounds
fault-true-false = { $text } is neither true nor false
fault-one-of = Input should be { $choices }
fault-greater = Input should be greater than { $least }
fault-at-least = Input should be greater than or equal to { $least }
fault-at-most = Input should be less than or equal to { $most }
fault-items = List should have at least { $least } item after validation, not { $count }
fault-values = Value should have at least { $least } item after validation, not { $count }
fault-text-short = String should have at least { $least } character
fault-text-long = String should have at most { $most } characters
fault-date = a date and time with its offset is expected here, such as { $example }
fault-duration = a duration is expected here, such as { $example }
fault-inputs-or-samples = either inputs (with targets) or samples is expected
fault-samples-targets = with samples, the targets stand in each sample
fault-input-one = at least one input is expected
fault-sample-one = at least one sample is expected
fault-samples-inputs = all samples must have equally many inputs
fault-row-weights = this row has { $count } weights, the first has { $first }
fault-row-units = one row per unit of the layer below is expected: { $right }, not { $count }
fault-row-length = rows as long as the layer below is expected: { $right }, not { $count }
fault-rows-equal = rows must be equally long and of numbers
fault-biases = { $right } biases are expected, not { $count }
fault-targets = { $right } targets are expected, not { $count }
fault-targets-loss = targets are expected with a loss
fault-loss-targets = targets need a loss
fault-loss-unknown = the loss { $name } is not known; known are { $known }
fault-loss-softmax = cross_entropy is expected after softmax; after a sigmoid it is binary_cross_entropy
fault-softmax-last = softmax before cross_entropy belongs in the last layer
fault-weights-many = more than { $count } weights
fault-slope = { $name } has no slope
fault-update-loss = an update needs targets and a loss
fault-update-all = a network updates all weights and biases; use freeze to leave some as they are
fault-update-nothing = an update needs something to differentiate
fault-quantity-unknown = there is no quantity { $name } in this problem
fault-parameter-unknown = there is no parameter { $name } in this problem
fault-method = method is a share of the points and cannot exceed them
fault-not-defined = { $name } is not defined
fault-not-given = { $name } is not given
fault-given-already = { $name } is given already
fault-neither = { $name } is neither given nor defined above
fault-independent = { $name } does not depend on { $by }
fault-no-name = { $name } is no name: letters, digits and underscores
fault-no-function = there is no function { $name }
fault-no-meaning = { $sign } has no meaning here
fault-unexpected = { $sign } is not expected here
fault-expected = { $sign } is expected here
fault-here-missing = something is missing here
fault-large = this is too large a computation: define its pieces one by one
fault-shapes = { $what } do not go together
fault-arguments = { $count } arguments are expected, not { $found }
fault-argument = 1 argument is expected, not { $found }
fault-outside = the place { $place } is outside { $range }
fault-no-axis = { $what } has no axis { $axis }
fault-one-number = only one number can be differentiated, not a vector or matrix
fault-no-value = this has no finite value with these numbers
fault-comparison = { $text } is no comparison such as 'z[1,1] > 0'
fault-neither-number = { $text } is neither a number nor a quantity of this problem
fault-no-numbers = no numbers were found that meet the requirements in { $count } attempts
fault-range = a range needs from <= to, a step above 0, and at most { $count } numbers
fault-only-zero = only 0 could be drawn, and 0 is left out
fault-variants = there are { $count } variants, not { $number }
fault-tolerance = exactly one of significant, decimals, relative and absolute is expected
fault-csv-columns = the first line names the columns; { $names } is missing
fault-csv = not valid CSV: { $why }
fault-csv-rows = a class list may have { $count } rows
fault-csv-twice = { $name } stands already in line { $line }
fault-csv-field = from 1 to { $count } printable characters
fault-csv-mail = this is no e-mail address
fault-points = points are a number, such as 0.5 or 1/3
fault-points-range = points are from 0 to { $most }
fault-instructor = a course keeps an instructor
fault-course-there = there is a course { $name }
fault-membership = this membership was ended by those who teach the course
fault-regrade-state = the regrading is { $state }
fault-regrade-meanwhile = submission { $name } was graded otherwise meanwhile
fault-appeal-answered = this appeal is answered
fault-sheet-large = a sheet may have { $count } bytes
fault-problem-changed = the problem has just been changed: fetch it again
fault-canvas-head = { $name }: the head of a Canvas gradebook begins with Student, ID
fault-canvas-columns = { $name }: { $count } columns are called { $wanted }; there are: { $there }
fault-canvas-read-only = { $name }: the column { $wanted } is read only
fault-moodle-column = { $name }: no column { $wanted }: not a grading worksheet
