/** An OpenID Connect provider on this machine: discovery, keys, codes bound to PKCE, RS256 tokens. It lets everybody in as the person it was told. */
import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

const client = "playhouse-e2e";

export interface Provider {
  /** The setting that names it to the server. */
  setting: string;
  /** be makes it let everybody in as somebody. */
  be: (subject: string, name: string) => void;
  stop: () => void;
}

export async function provider(): Promise<Provider> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, URLSearchParams>();
  let person = { sub: "one", preferred_username: "Ada there" };
  let issuer = "";
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const sign = (claims: object) => {
    const signed = `${part({ alg: "RS256", kid: "one", typ: "JWT" })}.${part(claims)}`;
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url")}`;
  };
  const token = (form: URLSearchParams) => {
    const asked = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    if (!asked || asked.get("code_challenge") !== challenge) return undefined;
    const now = Math.floor(Date.now() / 1000);
    return { access_token: "a", token_type: "Bearer", id_token: sign({ ...person, iss: issuer, aud: client, nonce: asked.get("nonce"), iat: now, exp: now + 60 }) };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url!, issuer);
    const json = (value: object | undefined) => response.writeHead(value ? 200 : 400, { "Content-Type": "application/json" }).end(JSON.stringify(value ?? { error: "invalid_grant" }));
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, id_token_signing_alg_values_supported: ["RS256"] });
      case "/keys":
        return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }] });
      case "/authorize": {
        const code = randomUUID();
        codes.set(code, url.searchParams);
        const back = new URLSearchParams({ code, state: url.searchParams.get("state") ?? "" });
        return response.writeHead(302, { Location: `${url.searchParams.get("redirect_uri")}?${back}` }).end();
      }
      case "/token": {
        let body = "";
        for await (const piece of request) body += piece;
        return json(token(new URLSearchParams(body)));
      }
      default:
        return response.writeHead(404).end();
    }
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, "localhost");
  await once(server, "listening");
  issuer = `http://localhost:${(server.address() as { port: number }).port}`;
  return {
    setting: `test=${issuer},${client}`,
    be: (sub, name) => (person = { sub, preferred_username: name }),
    stop: () => void server.close(),
  };
}
