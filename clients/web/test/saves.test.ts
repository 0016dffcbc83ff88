import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { savev1 } from "@playhouse/client";
import { givenName, loadQuestion } from "../src/ui/saves/query";

const save = (more: object) => create(savev1.SaveSlotSchema, { game: "cosmic", slot: 1, name: "Turn 12", sessionId: "a", version: 30, details: [{ key: "turn", label: "Turn", value: "12" }], ...more });

test("a name that the server made of the position is nobody's", () => {
  expect(givenName(save({}))).toBe("");
  expect(givenName(save({ name: "Slot 1", details: [] }))).toBe("");
  expect(givenName(save({ name: "Turn 11" }))).toBe("Turn 11");
  expect(givenName(save({ name: "Before the storm" }))).toBe("Before the storm");
});

test("loading is asked about unless the very same position goes on", () => {
  expect(loadQuestion(save({}), { sessionId: "a", version: 30 })).toBe("");
  expect(loadQuestion(save({}), { sessionId: "a", version: 31 })).toMatch(/is not ranked/);
  expect(loadQuestion(save({}), { sessionId: "b", version: 30 })).toMatch(/If its voyage has gone on/);
  expect(loadQuestion(save({}), {})).toMatch(/If its voyage has gone on/);
  expect(loadQuestion(save({ slot: 0 }), { sessionId: "b", version: 3 })).toBe("");
});
