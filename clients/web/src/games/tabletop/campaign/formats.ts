/** Which tool a scene file comes from, by its name and how it begins. */
import { Format } from "../proto";

/** formatOf looks at a file's name and text; unspecified when it is like none. */
export function formatOf(name: string, text: string): Format {
  if (/\.(uvtt|dd2vtt|df2vtt)$/i.test(name)) return Format.UNIVERSAL_VTT;
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return Format.UNSPECIFIED;
  }
  if (typeof file !== "object" || file === null) return Format.UNSPECIFIED;
  if ("line_of_sight" in file || ("resolution" in file && "portals" in file)) return Format.UNIVERSAL_VTT;
  if ("rects" in file) return Format.ONE_PAGE_DUNGEON;
  if ("walls" in file || "tokens" in file) return Format.FOUNDRY_SCENE;
  return Format.UNSPECIFIED;
}
