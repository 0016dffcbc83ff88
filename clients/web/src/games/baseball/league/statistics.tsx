/** Every player's season, sorted as one likes. */
import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { texts } from "../../../texts/baseball-league";
import { Icon } from "../../../ui/icons";
import { Empty, Panel } from "../../../ui/pieces";
import { useHere } from "./here";
import style from "./league.module.css";
import { battingColumns, type Order, pitchingColumns, sorted } from "./numbers";
import { Choice, Shown, Wide } from "./parts";
import type { PlayerStatistics } from "./proto";
import { usePlayers } from "./reading";
import { Figures } from "./table";

const t = texts.statistics;

type Side = "batting" | "pitching";

const columnsOf = { batting: battingColumns, pitching: pitchingColumns };
const begun: Record<Side, Order> = { batting: { key: "h", descending: true }, pitching: { key: "ip", descending: true } };

/** Rows that are drawn before one asks for more. */
const some = 60;

export function Statistics() {
  const { league, season, go } = useHere();
  const query = usePlayers(league.id, season?.season ?? 0);
  const next = <Button variant="default" onClick={() => go({ tab: "standings" })}>{texts.schedule.toStandings}</Button>;
  return (
    <Panel title={t.title} id="players">
      <Shown query={query}>{(players) => (players.length === 0 ? <Empty icon="log" text={t.none} next={next} /> : <Table players={players} />)}</Shown>
    </Panel>
  );
}

function Player({ row }: { row: PlayerStatistics }) {
  const { name } = useHere();
  return <>{row.name} <small>{name(row.teamId)}</small></>;
}

function Table({ players }: { players: PlayerStatistics[] }) {
  const { teams, place, go } = useHere();
  const [side, setSide] = useState<Side>("batting");
  const [orders, setOrders] = useState(begun);
  const [text, setText] = useState("");
  const [most, setMost] = useState(some);
  const order = orders[side];
  const columns = columnsOf[side];
  const rows = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    const found = players.filter((one) => one[side] && (!place.team || one.teamId === place.team) && one.name.toLowerCase().includes(wanted));
    return sorted(found, columnsOf[side].find(({ key }) => key === order.key)!, order.descending);
  }, [players, side, place.team, text, order]);
  return (
    <>
      <div className={style.trio}>
        <SegmentedControl aria-label={t.side} value={side} onChange={(value) => setSide(value as Side)} data={Object.entries(t.sides).map(([value, label]) => ({ value, label }))} />
        <Choice label={t.team} value={place.team ?? ""} onChange={(team) => go({ tab: "statistics", team: team || undefined })} data={[["", texts.schedule.everybody], ...teams.map((team): [string, string] => [team.id, team.name])]} />
        <TextInput size="sm" type="search" label={t.find} leftSection={<Icon name="search" size={16} />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      </div>
      {rows.length === 0 ? <Empty icon="search" text={t.nothing} /> : (
        <Wide label={t.sides[side]!}>
          <Figures<PlayerStatistics> columns={columns} rows={rows.slice(0, most)} keyOf={(row) => `${row.teamId} ${row.playerId}`} order={order} setOrder={(next) => setOrders({ ...orders, [side]: next })} heads={t.heads} means={t.means} caption={t.sides[side]!} head={t.player} Name={Player} />
        </Wide>
      )}
      {rows.length > most && <div className={style.row}><span className="soft">{t.some(most, rows.length)}</span><Button size="sm" variant="default" onClick={() => setMost(most + 200)}>{texts.more}</Button></div>}
    </>
  );
}
