/** Behaviours beside the world: the list, or the workshop with one of them. */
import { useDesk } from "../desk";
import { useStore } from "../store";
import { BehaviorList } from "./list";
import { Workshop } from "./workshop";

export function Beside() {
  const { shelf } = useDesk();
  const { id, opened } = useStore(shelf);
  return id ? <Workshop key={opened} id={id} shelf={shelf} /> : <BehaviorList shelf={shelf} />;
}
