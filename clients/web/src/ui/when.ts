/** Points in time, as people say them. */
import type { Timestamp } from "@bufbuild/protobuf/wkt";

const format = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** whenOf is a server's time in the viewer's own clock; empty when there is none. */
export function whenOf(at: Timestamp | undefined): string {
  return at ? format.format(new Date(Number(at.seconds) * 1000)) : "";
}
