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
sign-out = Sign out

## How pages look

settings-title = Settings
settings-language = Language
settings-theme = Light or dark
settings-decimals = Decimal mark
settings-decimals-hint = For the numbers of a problem. A report keeps the mark of your own sheet.
settings-save = Save
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
