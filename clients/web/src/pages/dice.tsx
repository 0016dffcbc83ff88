/** Check the dice: the browser rolls every die of a finished game again and compares. */
import { useQuery } from "@connectrpc/connect-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { commitment, roller, sessionv1 } from "@playhouse/client";
import { problemInWords } from "../rpc/errors";
import { texts } from "../texts";
import { Icon } from "../ui/icons";
import { Loading, Page, Panel, Trouble } from "../ui/pieces";
import style from "./dice.module.css";

const t = texts.dice;
/** More rows than this help nobody; all rolls are checked all the same. */
const listed = 500;

/** Browsers lend out their cryptography only over https, or on this very machine. */
const able = globalThis.crypto?.subtle !== undefined;

interface Check {
  done: number;
  seedHolds: boolean;
  /** What each roll comes up with when rolled again. */
  again: bigint[];
}

export function DicePage() {
  const { game, sessionId = "" } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(sessionv1.SessionService.method.verifySession, { sessionId });
  const check = useCheck(sessionId, data);
  return (
    <Page title={t.title} lead={t.lead} tools={<Link to="/$game/$sessionId" params={{ game: game ?? "", sessionId }}>{texts.history.table}</Link>}>
      {error ? <Trouble problem={problemInWords(error)} again={() => void refetch()} />
        : !data ? <Loading />
        : !able ? <Unable ok={data.ok} />
        : !check ? <Loading />
        : <><Verdict data={data} check={check} /><Rolls data={data} check={check} /></>}
    </Page>
  );
}

function useCheck(sessionId: string, data: sessionv1.VerifySessionResponse | undefined): Check | undefined {
  const [check, setCheck] = useState<Check>();
  useEffect(() => {
    if (!data || !able) return;
    let gone = false;
    void (async () => {
      const seedHolds = (await commitment(data.seed)) === data.commitment.toLowerCase();
      const roll = await roller({ seed: data.seed, sessionId, clientSeeds: data.clientSeeds });
      const again: bigint[] = [];
      for (const { version, index, faces } of data.rolls) {
        again.push(await roll({ version, index, faces }));
        if (gone) return;
        if (again.length % 250 === 0) setCheck({ done: again.length, seedHolds, again });
      }
      setCheck({ done: again.length, seedHolds, again });
    })();
    return () => {
      gone = true;
    };
  }, [sessionId, data]);
  return check;
}

function Unable({ ok }: { ok: boolean }) {
  return (
    <Panel>
      <p>{t.unable}</p>
      <p className="soft">{ok ? t.serverGood : t.serverBad}</p>
    </Panel>
  );
}

function Verdict({ data, check }: { data: sessionv1.VerifySessionResponse; check: Check }) {
  const all = data.rolls.length;
  const wrong = check.again.filter((value, i) => value !== data.rolls[i]!.value).length;
  const done = check.done === all;
  const good = done && wrong === 0 && check.seedHolds;
  const text = !check.seedHolds ? t.badSeed : !done ? t.checking(check.done, all) : wrong > 0 ? t.bad(wrong) : all === 0 ? t.none : t.good(all);
  return (
    <Panel>
      <p className={style.verdict} data-good={good || undefined} role="status" data-testid="verdict">
        <Icon name={good ? "check" : "dice"} size={30} /> {text}
      </p>
      {done && <p className="soft">{data.ok === good ? t.server : t.serverDiffers}</p>}
      <dl className={style.proof}>
        <dt>{t.seed}</dt><dd><code>{data.seed}</code></dd>
        <dt>{t.commitment}</dt><dd><code>{data.commitment}</code></dd>
        {data.clientSeeds.length > 0 && <><dt>{t.seeds}</dt><dd>{data.clientSeeds.join(", ")}</dd></>}
      </dl>
    </Panel>
  );
}

function Rolls({ data, check }: { data: sessionv1.VerifySessionResponse; check: Check }) {
  if (data.rolls.length === 0) return null;
  const rows = data.rolls.slice(0, listed);
  return (
    <Panel title={t.rolls} id="rolls" lead={data.rolls.length > listed ? t.many(listed, data.rolls.length) : undefined}>
      <div className={style.scroll} role="region" aria-label={t.list} tabIndex={0}>
        <table className={style.rolls}>
          <thead><tr>{t.columns.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
          <tbody>
            {rows.map((roll, i) => {
              const again = check.again[i];
              const same = again === roll.value;
              return (
                <tr key={`${roll.version}-${roll.index}`}>
                  <td>{roll.version}</td><td>{roll.index + 1}</td><td>{String(roll.faces)}</td>
                  <td>{String(roll.value + 1n)}</td><td>{again === undefined ? "…" : String(again + 1n)}</td>
                  <td data-same={same || undefined}>{again === undefined ? "" : same ? t.yes : t.no}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
