import { useQuery } from "@connectrpc/connect-query";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { identityv1 } from "@playhouse/client";
import { problemInWords } from "../rpc/errors";
import { playhouse } from "../rpc/playhouse";
import { useSend } from "../rpc/send";
import { texts } from "../texts/signin";
import { Panel, Say, Trouble } from "../ui/pieces";
import { useProviders, Ways } from "../ui/signin/ways";
import { Sure } from "../ui/sure";
import style from "./settings.module.css";

/** SignIns is how one comes back to the account: who one is at providers, and where else one could be somebody. */
export function SignIns({ user }: { user: identityv1.User }) {
  const { data, error, refetch } = useQuery(identityv1.IdentityService.method.listIdentities, {});
  const { send, problem } = useSend();
  const providers = useProviders();
  const mine = data?.identities ?? [];
  if (providers.length === 0 && mine.length === 0) return null;
  const unlink = (id: string) => void send(async (_, options) => {
    const { user: next } = await playhouse.identity.unlinkIdentity({ id }, options);
    if (next) playhouse.auth.setUser(next);
  }).then(() => refetch());
  return (
    <Panel title={texts.ways} id="ways">
      {error && <Trouble problem={problemInWords(error)} again={() => void refetch()} />}
      <ul className={style.list}>
        {mine.map((one) => (
          <li key={one.id}>
            <strong>{one.providerName}</strong> {one.name}
            <span className="soft">{one.lastUsedAt && texts.linked(timestampDate(one.lastUsedAt).toLocaleString())}</span>
            <Sure text={texts.unlink} label={texts.unlinkOf(one.providerName)} question={mine.length === 1 ? texts.unlinkLast : texts.unlinkSure} go={() => unlink(one.id)} />
          </li>
        ))}
      </ul>
      <Ways lead={user.guest ? texts.keep : texts.more} say={user.guest ? texts.signIn : texts.link} without={mine.map(({ provider }) => provider)} />
      <Say problem={problem} />
    </Panel>
  );
}
