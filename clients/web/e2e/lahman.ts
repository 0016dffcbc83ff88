/** Tables of a season that never was, in the layout of the open database: two teams of 1968. */
import { crc32 } from "node:zlib";

const heads = {
  "Batting.csv": "playerID,yearID,stint,teamID,lgID,G,AB,R,H,2B,3B,HR,RBI,SB,CS,BB,SO,IBB,HBP,SH,SF,GIDP",
  "Pitching.csv": "playerID,yearID,stint,teamID,lgID,W,L,G,GS,CG,SHO,SV,IPouts,H,ER,HR,BB,SO,IBB,WP,HBP,BK,BFP,R,SH,SF",
  "Fielding.csv": "playerID,yearID,stint,teamID,lgID,POS,G,GS,InnOuts,PO,A,E,DP,PB,SB,CS",
  "People.csv": "playerID,nameFirst,nameLast,bats,throws",
};

/** lahman is the five tables by file name. */
export function lahman(): Record<string, string> {
  const rows: Record<keyof typeof heads, string[]> = { "Batting.csv": [], "Pitching.csv": [], "Fielding.csv": [], "People.csv": [] };
  for (const team of ["AAA", "BBB"]) {
    for (const [i, position] of "C,1B,2B,3B,SS,OF,OF,OF,OF,C".split(",").entries()) {
      const id = `hit${team}${i}`;
      rows["People.csv"].push(`${id},First,${id},${"LRB"[i % 3]},R`);
      rows["Batting.csv"].push(`${id},1968,1,${team},XL,140,500,60,${125 + i},25,3,${12 + i},55,5,3,45,80,3,4,5,4,10`);
      rows["Fielding.csv"].push(`${id},1968,1,${team},XL,${position},140,140,3600,300,80,8,20,3,40,20`);
    }
    for (let i = 0; i < 10; i++) {
      const id = `arm${team}${i}`;
      rows["People.csv"].push(`${id},First,${id},R,R`);
      rows["Batting.csv"].push(`${id},1968,1,${team},XL,35,60,2,8,1,0,0,3,0,0,2,25,0,0,6,0,1`);
      rows["Pitching.csv"].push(`${id},1968,1,${team},XL,10,10,35,${i < 5 ? 32 : 0},0,0,0,600,190,75,18,60,130,4,5,5,1,850,85,6,5`);
      rows["Fielding.csv"].push(`${id},1968,1,${team},XL,P,35,${i < 5 ? 32 : 0},600,10,25,2,2,,,`);
    }
  }
  const tables = Object.fromEntries(Object.entries(rows).map(([name, lines]) => [name, `${[heads[name as keyof typeof heads], ...lines].join("\n")}\n`]));
  return { ...tables, "Teams.csv": "yearID,lgID,teamID,G,name\n1968,XL,AAA,162,Anchors\n1968,XL,BBB,162,Barges\n" };
}

/** zipped is a zip of files in a folder, as they are: stored. */
export function zipped(files: Record<string, string>): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const path = Buffer.from(`lahman/${name}`);
    // Version, flags, method, time and date; then sum and sizes; then the lengths of the name and of nothing else.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), facts, path, data]);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), facts, place, path]));
    bodies.push(body);
    at += body.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, list, Buffer.from("PK\x05\x06"), end]);
}
