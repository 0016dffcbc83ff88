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
  // What is not there and what is private look the same from outside: say both.
  if (problem.code === Code.NotFound) return { ...problem, message: texts.problem.notFound };
  if (problem.reason) return { ...problem, message: sentence(problem.message) };
  const named = Object.entries(problem.fields).map(([field, text]) => (field ? `${field}: ${text}` : text));
  if (named.length > 0) return { ...problem, message: `${texts.problem.fields} ${named.join("; ")}.` };
  switch (problem.code) {
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
      return { ...problem, message: sentence(problem.message) };
  }
}

/** sentence makes one of the server's remark: "a wall; choose an open side" becomes "A wall; choose an open side." */
export function sentence(text: string): string {
  if (!text) return "";
  return text.slice(0, 1).toUpperCase() + text.slice(1) + (/[.!?…]$/.test(text) ? "" : ".");
}
