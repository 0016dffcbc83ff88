/** What can be done with what is under the pointer, and at that place. */
import { Menu } from "@mantine/core";
import { keysOf } from "../../../ui/frame/actions";
import style from "./board.module.css";
import { type Deed, deedsOf } from "./deeds";
import type { Easel } from "./easel";
import type { Menu as Place } from "./state";

export function PlaceMenu({ easel, menu }: { easel: Easel; menu: Place }) {
  const close = () => {
    easel.state.set({ menu: undefined });
    easel.stage.host.focus({ preventScroll: true });
  };
  const deeds = deedsOf(easel);
  const groups = [menu.over ? deeds.filter((one) => one.group === "chosen" && one.id !== "none") : [], deeds.filter((one) => one.group === "place"), menu.over ? [] : deeds.filter((one) => one.group === "scene")];
  return (
    <Menu opened onClose={close} position="bottom-start" shadow="md" width={270} withinPortal trapFocus>
      <Menu.Target><span className={style.spot} style={{ left: menu.pixel.x, top: menu.pixel.y }} /></Menu.Target>
      <Menu.Dropdown className={style.menu} data-testid="place-menu">
        {groups.filter((group) => group.length > 0).map((group, i) => (
          <div key={group[0]!.group}>
            {i > 0 && <Menu.Divider />}
            {group.map((deed) => <DeedItem key={deed.id} deed={deed} run={() => deed.run(menu.at)} />)}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function DeedItem({ deed, run }: { deed: Deed; run: () => void }) {
  return <Menu.Item onClick={run} data-deed={deed.id} rightSection={deed.key && <kbd className={style.key}>{keysOf(deed).replace(/ctrl\+/g, "Ctrl ").replace(/shift\+/g, "Shift ")}</kbd>}>{deed.text}</Menu.Item>;
}
