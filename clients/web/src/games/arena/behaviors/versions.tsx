/** Older sources of a behaviour. */
import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { problemInWords } from "../../../rpc/errors";
import { texts } from "../../../texts/arena-mind";
import { Loading, Say } from "../../../ui/pieces";
import { BehaviorService } from "../proto";
import style from "./workshop.module.css";

const t = texts.versions;

export function Versions({ id, now, take }: { id: string; now: number; take: (source: string) => void }) {
  const { data, error } = useQuery(BehaviorService.method.listBehaviorVersions, { id, pageSize: 100 }, { staleTime: 0 });
  if (error) return <Say problem={problemInWords(error)} />;
  if (!data) return <Loading />;
  const older = data.versions.filter((one) => one.version !== now);
  if (older.length === 0) return <p className="soft">{t.none}</p>;
  return (
    <div className={style.bench}>
      <p className="soft">{t.lead}</p>
      {older.map(({ version, source, created }) => (
        <details key={version}>
          <summary>{t.one(version, created ? timestampDate(created).toLocaleString() : "")}</summary>
          <pre tabIndex={0}>{source}</pre>
          <Button size="xs" variant="default" onClick={() => take(source)}>{t.take}</Button>
        </details>
      ))}
    </div>
  );
}
