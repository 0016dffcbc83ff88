/** The campaigns one is in, and how to begin another. */
import { Button } from "@mantine/core";
import { useSend } from "../../../rpc/send";
import { Say } from "../../../ui/pieces";
import { quick } from "../quick";

export function Setup({ made }: { made: (sessionId: string) => void }) {
  const { send, pending, problem } = useSend();
  return (
    <div>
      <Button loading={pending} onClick={() => void send(async () => made(await quick()))}>Begin</Button>
      <Say problem={problem} />
    </div>
  );
}
