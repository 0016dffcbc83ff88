/** Folders, of scenes or of files: one goes into them, and who may changes them. */
import { texts } from "../../../texts/tabletop-campaign";
import { Icon } from "../../../ui/icons";
import { Sure } from "../../../ui/sure";
import style from "./campaign.module.css";
import { Ask, Choice, type Step } from "./parts";

interface Folder extends Step {
  parentId: string;
  items: number;
}

/** Deeds is what can be done with a folder. */
export interface Deeds {
  pending: boolean;
  rename: (folder: Folder, name: string) => Promise<boolean>;
  move: (folder: Folder, parentId: string) => unknown;
  remove: (folder: Folder) => unknown;
  /** What is asked before it is removed. */
  question: (name: string) => string;
}

/** placesBut are the folders to move to, but for where it is and itself. */
export function placesBut(places: Step[], at: string, self = ""): [string, string][] {
  return [["-", texts.move], ...places.filter(({ id }) => id !== at && (id === "" || id !== self)).map(({ id, name }): [string, string] => [id, name])];
}

export function Folders({ folders, places, open, deeds }: { folders: Folder[]; places: Step[]; open: (id: string) => void; deeds?: Deeds }) {
  if (folders.length === 0) return null;
  return (
    <ul className={style.folders}>
      {folders.map((folder) => (
        <li key={folder.id} className={style.folder}>
          <button type="button" onClick={() => open(folder.id)}><Icon name="crate" size={18} /> <strong>{folder.name}</strong> <small>{texts.scenes.items(folder.items)}</small></button>
          {deeds && <Tools folder={folder} places={places} deeds={deeds} />}
        </li>
      ))}
    </ul>
  );
}

function Tools({ folder, places, deeds }: { folder: Folder; places: Step[]; deeds: Deeds }) {
  const { id, name, parentId } = folder;
  return (
    <details className={style.tools}>
      <summary aria-label={texts.scenes.toolsOf(name)}><Icon name="more" size={18} /></summary>
      <div className={style.row}>
        <Ask text={texts.rename} label={`${texts.rename}: ${name}`} start={name} variant="subtle" go={(to) => deeds.rename(folder, to)} />
        <Choice bare label={`${texts.move}: ${name}`} value="-" disabled={deeds.pending} data={placesBut(places, parentId, id)} onChange={(to) => deeds.move(folder, to)} />
        <Sure text={texts.delete} label={`${texts.delete}: ${name}`} question={deeds.question(name)} variant="subtle" disabled={deeds.pending} go={() => deeds.remove(folder)} />
      </div>
    </details>
  );
}
