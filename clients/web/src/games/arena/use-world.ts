/** The scene and the feed of a world that is looked at, bound to each other. */
import { useEffect, useState } from "react";
import type { View } from "./proto";
import { Feed } from "./world/feed";
import { Scene } from "./world/scene";

/** Frames a second that are asked for; the page glides between them. */
const frames = 12;

export function useWorld(sessionId: string, view: View): { scene: Scene; feed: Feed } {
  const [world] = useState(() => ({ scene: sceneOf(view), feed: new Feed(sessionId, frames) }));
  useEffect(() => {
    const { scene, feed } = world;
    scene.told({ look: (seen) => feed.look(seen) });
    const off = scene.store.subscribe(() => feed.inspect(scene.store.now.chosen));
    feed.start({ frame: (frame) => scene.take(frame), inspections: (inspections) => scene.inspect(inspections) });
    return () => {
      off();
      feed.close();
    };
  }, [world]);
  return world;
}

/** sceneOf knows the area before the first frame, which cannot be read without. */
function sceneOf({ config, walls, points, teams }: View): Scene {
  const scene = new Scene();
  scene.shown = { area: { width: config?.areaWidth ?? 800, height: config?.areaHeight ?? 600 }, walls, points, teams, config };
  return scene;
}
