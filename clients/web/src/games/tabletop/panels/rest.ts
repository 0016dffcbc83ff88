/** All panels in one chunk: fetched beside the board, which is there first. */
export { Beside } from "./beside";
export { Fight } from "./fight";
export { Notes } from "./notes";
export { People } from "./people";
export { Sounds } from "./sounds";
export { Stage } from "./stage";
export { TalkPanel } from "./talk";
export { Things } from "./things";
