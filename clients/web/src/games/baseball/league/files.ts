/** Which of the files that fell on the page is which table. */

export const tables = ["batting", "pitching", "fielding", "people", "teams"] as const;
export type Table = (typeof tables)[number];

export interface Taken {
  tables: Partial<Record<Table, File>>;
  zip?: File;
  /** Names of those that are none of these. */
  unknown: string[];
}

export const nothing: Taken = { tables: {}, unknown: [] };

/** As much as one request carries; what is larger comes as a zip. */
export const requestMost = 15 * 1024 * 1024;

/** take adds files to those that are there: a table replaces its like, a zip replaces all. */
export function take(before: Taken, files: readonly File[]): Taken {
  const zip = files.find((file) => /\.zip$/i.test(file.name));
  if (zip) return { tables: {}, zip, unknown: files.filter((file) => file !== zip).map((file) => file.name) };
  const taken: Taken = { tables: { ...before.tables }, unknown: [] };
  for (const file of files) {
    const table = tables.find((one) => file.name.toLowerCase() === `${one}.csv`);
    if (table) taken.tables[table] = file;
    else taken.unknown.push(file.name);
  }
  return taken;
}

/** sizeOf is what the tables weigh together, in bytes. */
export function sizeOf({ tables }: Taken): number {
  return Object.values(tables).reduce((sum, file) => sum + file.size, 0);
}

export interface Club {
  code: string;
  name: string;
}

/** cells are a line of CSV, quotes taken away. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? "").trim());
}

/** clubsOf are the teams of a year, as the table of teams has them; none where it cannot be read. */
export function clubsOf(csv: string, year: number): Club[] {
  const [head = "", ...lines] = csv.replace(/^\uFEFF/, "").split(/\r?\n/);
  const columns = cells(head);
  const [y, code, name] = ["yearID", "teamID", "name"].map((column) => columns.indexOf(column)) as [number, number, number];
  if (y < 0 || code < 0) return [];
  return lines.map(cells).filter((row) => Number(row[y]) === year && row[code]).map((row) => ({ code: row[code]!, name: row[name] ?? row[code]! }));
}

/** bytesOf is a size as people say it. */
export function bytesOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
