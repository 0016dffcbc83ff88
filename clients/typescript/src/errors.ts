/** What a failed call means, in words and in machine-readable reasons. */
import { Code, ConnectError } from "@connectrpc/connect";
import { ViolationsSchema } from "./violations_pb.js";
import { RefusalSchema, ResumeHintSchema } from "./gen/playhouse/session/v1/room_pb.js";

/** Problem is a failed call, ready to be shown. */
export interface Problem {
  code: Code;
  /** The refusal's reason, snake_case; empty when no rule spoke. */
  reason: string;
  /** A sentence for people. */
  message: string;
  /** What is wrong with each field, by proto name: `size`, `settings.volume`. */
  fields: Record<string, string>;
  /** Seconds to wait before asking again, when the server said so. */
  retryAfter?: number;
}

/** problemOf reads the typed details of any thrown value. */
export function problemOf(reason: unknown): Problem {
  const error = ConnectError.from(reason);
  const problem: Problem = { code: error.code, reason: "", message: error.rawMessage, fields: {} };
  const refusal = error.findDetails(RefusalSchema)[0];
  if (refusal) {
    problem.reason = refusal.reason;
    problem.message = refusal.message || problem.message;
  }
  for (const violation of error.findDetails(ViolationsSchema).flatMap((v) => v.violations)) {
    const field = (violation.field?.elements ?? []).map((e) => e.fieldName).join(".");
    // A rule over the whole message names its field at the start of its text.
    const named = field || /^([a-z_.]+):/.exec(violation.message)?.[1] || "";
    problem.fields[named] ??= violation.message;
  }
  const after = Number(error.metadata.get("retry-after"));
  if (after > 0) problem.retryAfter = after;
  return problem;
}

/** hintOf is the server's advice on how to go on after it ended a stream. */
export function hintOf(reason: unknown): { resumeVersion: number; retryAfterMs: number } | undefined {
  return ConnectError.from(reason).findDetails(ResumeHintSchema)[0];
}

const passing = new Set([Code.Unknown, Code.Unavailable, Code.Internal, Code.DeadlineExceeded, Code.Aborted]);

/** isPassing tells whether opening the stream again may help. */
export function isPassing(code: Code): boolean {
  return passing.has(code);
}

/** isUnanswered tells whether a command may not have reached the server: it is safe to send the same command_id again. */
export function isUnanswered(code: Code): boolean {
  return code === Code.Unknown || code === Code.Unavailable || code === Code.DeadlineExceeded;
}
