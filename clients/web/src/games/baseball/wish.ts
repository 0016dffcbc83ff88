/** What somebody wishes a game to be like, and the request it makes. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import { roomv1 } from "@playhouse/client";
import { type CreateRequestSchema, Mode, Pace } from "./proto";

export interface Wish {
  /** Nobody: two computers play, and one watches. */
  against: "computer" | "friend" | "nobody";
  leagueId: string;
  mode: Mode;
  pace: Pace;
  decisionSeconds: number;
  innings: number;
  runningDecisions: boolean;
  homeName: string;
  awayName: string;
  title: string;
  visibility: roomv1.Visibility;
  password: string;
}

/** The computer does not mind how long one thinks. */
export const usual: Wish = {
  against: "computer", leagueId: "pd", mode: Mode.UNSPECIFIED, pace: Pace.UNTIMED, decisionSeconds: 0, innings: 9, runningDecisions: false,
  homeName: "", awayName: "", title: "", visibility: roomv1.Visibility.PUBLIC, password: "",
};

export function requestOf({ against, decisionSeconds, ...wish }: Wish): MessageInitShape<typeof CreateRequestSchema> {
  void against;
  return { ...wish, title: wish.title.trim(), homeName: wish.homeName.trim(), awayName: wish.awayName.trim(), decisionSeconds: wish.pace === Pace.UNTIMED ? 0 : decisionSeconds };
}
