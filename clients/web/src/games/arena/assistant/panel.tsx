/** The assistant beside the world. */
import { useDesk } from "../desk";
import { Assistant } from "./assistant";

export function AssistantPanel() {
  return <Assistant shelf={useDesk().shelf} />;
}
