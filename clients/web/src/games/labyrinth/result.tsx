/** How it ended, and what to do next. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { command, type roomv1 } from "@playhouse/client";
import { labyrinthClient } from "./client";
import { texts } from "../../texts";
import { texts as own } from "../../texts/labyrinth";
import type { TableProps } from "../index";
import type { View } from "./proto";
import style from "./table.module.css";

const t = own.result;

export function Outcome({ view, room, sessionId, rematch }: { view: View; room: roomv1.Room; sessionId: string; rematch: TableProps["rematch"] }) {
  const { result, options } = view;
  const params = { game: "labyrinth", sessionId };
  // The same table, but a maze nobody knows yet.
  const again = () => rematch(async () => (await command((commandId, call) => labyrinthClient.create({
    commandId, generator: options?.generator, size: options?.size, braid: options?.braid, scenario: options?.scenario, difficulty: options?.difficulty,
    maxPlayers: options?.maxPlayers, hybrid: options?.hybrid, turnSeconds: options?.turnSeconds, title: room.title, visibility: room.visibility,
  }, call))).sessionId);
  return (
    <section className={style.outcome} aria-labelledby="outcome" data-testid="result" data-won={result?.won || undefined}>
      <div>
        <div className="overline">{texts.table.finished}</div>
        <h2 id="outcome">{result?.won ? t.won : t.lost}</h2>
        <p>{result?.text} {result && t.turn(result.turn)}</p>
      </div>
      <table className={style.scores}>
        <thead><tr><th>{t.who}</th><th>{t.fate}</th><th>{t.score}</th></tr></thead>
        <tbody>
          {result?.seats.map((seat) => (
            <tr key={seat.seat} data-own={seat.seat === view.seat || undefined}>
              <td>{seat.place > 0 && t.place(seat.place)} {room.members.find((member) => member.seat === seat.seat)?.displayName ?? texts.lobby.seat(seat.seat)}</td>
              <td>{seat.alive ? t.alive : t.fallen}</td>
              <td>{seat.score}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={style.after}>
        <Button onClick={again}>{texts.table.rematch}</Button>
        <Link to="/$game/$sessionId/history" params={params}>{texts.table.history}</Link>
        <Link to="/$game/$sessionId/dice" params={params}>{texts.table.dice}</Link>
        <Link to="/">{texts.table.home}</Link>
      </div>
    </section>
  );
}
