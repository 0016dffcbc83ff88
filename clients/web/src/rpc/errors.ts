/** Failed calls in the page's own words: what happened, and what one can do about it. */
import { Code } from "@connectrpc/connect";
import { type Problem, problemOf } from "@playhouse/client";
import { texts } from "../texts";

/** problemInWords keeps a rule's own sentence and replaces what only machines say. */
export function problemInWords(reason: unknown): Problem {
  return inWords(problemOf(reason));
}

/** inWords does the same for a problem that has been read already. */
export function inWords(problem: Problem): Problem {
  const known = problem.reason ? texts.reasons[problem.reason] : undefined;
  if (known) return { ...problem, message: known };
  if (problem.reason) return problem;
  const named = Object.entries(problem.fields).map(([field, text]) => (field ? `${field}: ${text}` : text));
  if (named.length > 0) return { ...problem, message: `${texts.problem.fields} ${named.join("; ")}.` };
  switch (problem.code) {
    case Code.NotFound:
      return { ...problem, message: texts.problem.notFound };
    case Code.PermissionDenied:
      return { ...problem, message: texts.problem.denied };
    case Code.Unauthenticated:
      return { ...problem, message: texts.problem.signedOut };
    case Code.ResourceExhausted:
      return { ...problem, message: texts.problem.tooMuch(problem.retryAfter) };
    case Code.Unavailable:
    case Code.Unknown:
    case Code.DeadlineExceeded:
      return { ...problem, message: texts.problem.unreachable };
    case Code.Internal:
      return { ...problem, message: texts.problem.broken };
    default:
      return problem;
  }
}
