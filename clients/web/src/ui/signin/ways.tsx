/** The ways to sign in that the host has set up; nothing where there are none. */
import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { identityv1 } from "@playhouse/client";
import { texts } from "../../texts/signin";
import { startAddress } from "./address";
import style from "./signin.module.css";

export function useProviders(): identityv1.Provider[] {
  return useQuery(identityv1.IdentityService.method.listProviders, {}, { staleTime: Infinity }).data?.providers ?? [];
}

const none: string[] = [];

/** Ways shows a button for each provider but those of `without`. */
export function Ways({ lead = texts.or, say = texts.signIn, without = none }: { lead?: string; say?: (provider: string) => string; without?: string[] }) {
  const providers = useProviders().filter(({ id }) => !without.includes(id));
  if (providers.length === 0) return null;
  return (
    <div className={style.ways}>
      <p className="soft">{lead}</p>
      {providers.map(({ id, name, startPath }) => <Button key={id} variant="default" component="a" href={startAddress(startPath)}>{say(name)}</Button>)}
    </div>
  );
}
