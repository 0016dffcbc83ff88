/** Choosing a character: who they are, what they bring, whether somebody was quicker. */
import { Button } from "@mantine/core";
import { labyrinthClient } from "./client";
import { useUser } from "../../rpc/identity";
import { useSend } from "../../rpc/send";
import { problemInWords } from "../../rpc/errors";
import { texts } from "../../texts";
import { texts as own } from "../../texts/labyrinth";
import { Portrait } from "../../ui/portrait";
import { Empty, Loading, Panel, Say, Trouble } from "../../ui/pieces";
import type { TableProps } from "../index";
import { useCharacters } from "./content";
import { type Character, CharacterType, type View } from "./proto";
import style from "./lobby.module.css";

const t = own.lobby;

export function Lobby({ sessionId, live }: TableProps) {
  const view = live.view as View;
  const { data, error, refetch } = useCharacters();
  const { send, pending, problem } = useSend();
  const user = useUser();
  const ready = live.room?.members.find((member) => member.userId === user?.id)?.ready ?? false;
  const choose = (characterId: string) => void send((commandId, options) => labyrinthClient.selectCharacter({ sessionId, commandId, characterId }, options));
  const release = () => void send((commandId, options) => labyrinthClient.releaseCharacter({ sessionId, commandId }, options));
  const players = data?.characters.filter((one) => one.type === CharacterType.PLAYER) ?? [];
  const takenBy = (id: string) => {
    const seat = Object.entries(view.chosen).find(([, chosen]) => chosen === id)?.[0];
    return live.room?.members.find((member) => member.seat === Number(seat))?.displayName ?? (seat ? texts.lobby.seat(Number(seat)) : undefined);
  };
  return (
    <Panel title={t.title} id="characters" lead={view.seat === 0 ? t.seats : ready ? t.locked : t.lead}>
      <Say problem={problem} />
      {error ? <Trouble problem={problemInWords(error)} again={() => void refetch()} />
        : !data ? <Loading />
        : players.length === 0 ? <Empty icon="people" text={t.empty} />
        : (
          <ul className={style.cards}>
            {players.map((one) => (
              <Card key={one.id} character={one} mine={view.seat > 0 && view.chosen[view.seat] === one.id} taken={takenBy(one.id)}
                locked={ready || view.seat === 0 || pending} choose={() => choose(one.id)} release={release} />
            ))}
          </ul>
        )}
    </Panel>
  );
}

interface CardProps {
  character: Character;
  mine: boolean;
  taken: string | undefined;
  locked: boolean;
  choose: () => void;
  release: () => void;
}

function Card({ character, mine, taken, locked, choose, release }: CardProps) {
  return (
    <li className={style.card} data-mine={mine || undefined} data-taken={(taken && !mine) || undefined}>
      <Portrait src={`/portraits/${character.portrait}.svg`} name={character.name} className={style.portrait} />
      <div className={style.who}>
        <h3>{character.name}</h3>
        <p className={style.role}>{character.role}, {t.age(character.age)}</p>
        <p className={style.stats}>{t.stats(character)}</p>
      </div>
      <p className={style.story}>{character.backstory}</p>
      <details className={style.details}>
        <summary>{[...character.equipment, ...character.skills, ...character.specials].map((one) => one.name).join(", ")}</summary>
        <dl>
          {([[t.brings, character.equipment], [t.skills, character.skills], [t.specials, character.specials]] as const).map(([title, list]) => (
            <div key={title}>
              <dt>{title}</dt>
              {list.map((one) => <dd key={one.id}><strong>{one.name}.</strong> {one.effect}</dd>)}
            </div>
          ))}
        </dl>
      </details>
      <div className={style.choose}>
        {mine ? <Button variant="default" size="sm" disabled={locked} onClick={release} aria-label={`${t.release}: ${character.name}`}>{t.release}</Button>
          : taken ? <span className="soft">{t.taken(taken)}</span>
          : <Button size="sm" variant="outline" disabled={locked} onClick={choose} aria-label={`${t.choose} ${character.name}`}>{t.choose}</Button>}
        {mine && <span className={style.yours}>{t.yours}</span>}
      </div>
    </li>
  );
}
