/** Cosmic, saves and leaderboards of the fake house. */
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { leaderboardv1, savev1 } from "@playhouse/client";
import { CosmicService } from "@playhouse/client/gen/playhouse/cosmic/v1/cosmic_service_pb";
import type { FakeHouse } from "../house";

export function serveCosmic(house: FakeHouse, router: ConnectRouter): void {
  const at = (sessionId: string) => house.voyage(sessionId);
  router.service(CosmicService, {
    create: (request) => {
      if (house.refuse) throw house.refuse;
      house.asked = request;
      const { title } = request;
      return { sessionId: house.sail(undefined, title).room.sessionId, seed: "tonight" };
    },
    watch: ({ sessionId }, context) => at(sessionId).watch(context.signal),
    navigate: ({ sessionId, nodeId }) => ({ version: at(sessionId).navigate(nodeId) }),
    scan: ({ sessionId }) => ({ version: at(sessionId).work("scanned", "The scanner finds an old beacon: +20 credits.") }),
    mine: ({ sessionId }) => ({ version: at(sessionId).work("mined", "Four pieces of rare minerals.") }),
    wait: ({ sessionId }) => ({ version: at(sessionId).work("waited", "A turn passes.") }),
    buyItem: ({ sessionId, item, quantity }) => {
      if (house.refuse) throw house.refuse;
      return { version: at(sessionId).buy(item, quantity) };
    },
    attack: ({ sessionId, action }) => ({ version: at(sessionId).attack(action) }),
    choose: ({ sessionId, choiceId }) => ({ version: at(sessionId).choose(choiceId) }),
  });
}

const slotOf = (slot: number, name: string, sessionId: string) => create(savev1.SaveSlotSchema, {
  game: "cosmic", slot, name, sessionId, version: 12, format: 1, savedAt: timestampFromMs(Date.UTC(2026, 10, 20, 9, 30)),
  details: [["turn", "Turn", "12"], ["credits", "Credits", "437"], ["health", "Health", "82"], ["location", "At", "Lantern Dock"], ["ship", "Ship", "Scout"], ["played", "Played", "25m0s"]].map(([key, label, value]) => ({ key, label, value })),
});

export function serveSaves(house: FakeHouse, router: ConnectRouter): void {
  const find = (slot: number) => {
    const save = house.saves.get(slot);
    if (!save) throw new ConnectError("this slot is empty", Code.FailedPrecondition);
    return save;
  };
  router.service(savev1.SaveService, {
    listSaves: () => ({ saves: [...house.saves.values()].toSorted((a, b) => a.slot - b.slot), slots: 5 }),
    save: ({ sessionId, slot, name }) => {
      const save = slotOf(slot, name || `Save ${slot}`, sessionId);
      house.saves.set(slot, save);
      return { save };
    },
    loadSave: ({ slot }) => ({ sessionId: find(slot).sessionId, same: true }),
    renameSave: ({ slot, name }) => {
      house.saves.set(slot, { ...find(slot), name });
      return { save: find(slot) };
    },
    deleteSave: ({ slot }) => {
      house.saves.delete(find(slot).slot);
      return {};
    },
    exportSave: ({ slot }) => ({ file: new TextEncoder().encode(find(slot).name), fileName: "voyage.save" }),
    importSave: () => {
      throw new ConnectError("this file was edited", Code.FailedPrecondition);
    },
  });
}

const entry = (rank: number, displayName: string, score: number, own = false) => create(leaderboardv1.EntrySchema, {
  rank, displayName, score, own, sessionId: "00000000-0000-7000-8000-000000000099", summary: "Home in triumph after 38 turns in an Explorer", endedAt: timestampFromMs(Date.UTC(2026, 10, 19, 21, 4)),
});

export function serveBoards(router: ConnectRouter): void {
  const own = entry(3, "Amber Fox", 5120, true);
  router.service(leaderboardv1.LeaderboardService, {
    listBoards: () => ({ boards: [{ game: "cosmic", ruleset: "voyage", players: 4, best: 9120 }, { game: "cosmic", ruleset: "daily 2026-11-19", players: 2, best: 4410 }] }),
    listEntries: ({ ruleset, season }) => (ruleset === "voyage" && season !== leaderboardv1.Season.DAY
      ? { entries: [entry(1, "Merry Wren", 9120), entry(2, "Quiet Heron", 7004), own, entry(4, "Bold Otter", 2210)], own } : { entries: [] }),
  });
}
