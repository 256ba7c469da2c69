"""The values of the service: people, courses, work, reports and decisions, as the use cases mean them and as storage keeps them."""

from grader.records.identity import new_id
from grader.records.people import Audit, Course, CourseRole, Link, Member, Password, Person, PersonRole, Secret, Session, Token
from grader.records.review import Appeal, AppealState, Override, Regrade, RegradeItem, RegradeState
from grader.records.store import Change, Look, Record, Store
from grader.records.work import Drawing, Extension, GradedReport, Problem, ProblemSet, Release, SetProblem, Sheet, State, Submission

__all__ = [
    "Appeal",
    "AppealState",
    "Audit",
    "Change",
    "Course",
    "CourseRole",
    "Drawing",
    "Extension",
    "GradedReport",
    "Link",
    "Look",
    "Member",
    "Override",
    "Password",
    "Person",
    "PersonRole",
    "Problem",
    "ProblemSet",
    "Record",
    "Regrade",
    "RegradeItem",
    "RegradeState",
    "Release",
    "Secret",
    "Session",
    "SetProblem",
    "Sheet",
    "State",
    "Store",
    "Submission",
    "Token",
    "new_id",
]
