/** The programs of the ground. All draw four corners given in cells; colours are premultiplied. */

export const vertex = `#version 300 es
in vec2 corner;
uniform vec2 quad[4];
uniform vec4 camera;
out vec2 uv;
out vec2 at;
void main() {
  uv = corner;
  at = mix(mix(quad[0], quad[1], corner.x), mix(quad[3], quad[2], corner.x), corner.y);
  gl_Position = vec4((at - camera.xy) * camera.zw, 0.0, 1.0);
}`;

const head = `#version 300 es
precision highp float;
in vec2 uv;
in vec2 at;
out vec4 colour;
`;

const noise = `
float grain(vec2 p) { return fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); }
float smoothed(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(grain(i), grain(i + vec2(1, 0)), f.x), mix(grain(i + vec2(0, 1)), grain(i + vec2(1, 1)), f.x), f.y);
}
float cloud(vec2 p) { return smoothed(p) * 0.5 + smoothed(p * 2.1 + 7.0) * 0.3 + smoothed(p * 4.7 + 3.0) * 0.2; }
`;

/** Felt, and on it the scene's parchment with a soft shadow around it. */
export const felt = `${head}${noise}
uniform vec2 size;
uniform float pixel;
void main() {
  vec2 out2 = max(max(-at, at - size), 0.0);
  float away = length(out2);
  // The weave fades before it can flicker.
  float fine = 1.0 - smoothstep(0.04, 0.16, pixel);
  float weave = (grain(floor(at * 34.0)) - 0.5) * 0.05 * fine;
  vec3 cloth = vec3(0.118, 0.165, 0.125) * (0.82 + 0.36 * cloud(at * 0.21)) + weave * 0.4;
  cloth *= 1.0 - 0.62 * exp(-away * 1.7);
  float stain = cloud(at * 0.16 + 11.0);
  vec3 paper = mix(vec3(0.735, 0.645, 0.50), vec3(0.83, 0.75, 0.60), stain);
  paper -= (1.0 - smoothstep(0.0, 1.6, min(min(at.x, size.x - at.x), min(at.y, size.y - at.y)))) * vec3(0.20, 0.21, 0.22) * (0.55 + 0.6 * cloud(at * 1.3));
  paper += (smoothed(at * 23.0) - 0.5) * 0.035 * fine;
  float inside = away > 0.0 ? 0.0 : 1.0;
  colour = vec4(mix(cloth, paper, inside), 1.0);
}`;

export const image = `${head}
uniform sampler2D picture;
uniform float opacity;
void main() { colour = texture(picture, uv) * opacity; }`;

/** Lines of squares (1), flat (2) or pointed (3) hexagons, always about a pixel wide. */
export const grid = `${head}
uniform vec4 line;
uniform vec2 offset;
uniform float pixel;
uniform int kind;
void main() {
  vec2 p = at - offset;
  float away;
  if (kind == 1) {
    vec2 f = abs(fract(p - 0.5) - 0.5);
    away = min(f.x, f.y);
  } else {
    if (kind == 2) p = p.yx;
    vec2 r = vec2(1.0, 1.7320508), h = r * 0.5;
    p += h - vec2(0.5, 0.5773503);
    vec2 a = mod(p, r) - h, b = mod(p - h, r) - h;
    vec2 g = abs(dot(a, a) < dot(b, b) ? a : b);
    away = 0.5 - max(g.x, dot(g, vec2(0.5, 0.8660254)));
  }
  float ink = 1.0 - smoothstep(pixel * 0.35, pixel * 1.25, away);
  colour = line * ink * (1.0 - smoothstep(0.10, 0.22, pixel));
}`;

/** The colour of daylight: what is under it is multiplied by it. */
export const daylight = `${head}
uniform vec3 tint;
void main() { colour = vec4(tint, 1.0); }`;

const masks = `
uniform sampler2D explored, now, before;
uniform vec4 nowBox, beforeBox;
uniform vec2 size;
uniform float part;
uniform bool fogged;
// Seen lit in r, seen at all in g; a few neighbours make the edge soft.
vec2 mask(sampler2D from, vec4 box) {
  vec2 p = (at - box.xy) / box.zw;
  vec2 d = 0.09 / box.zw;
  vec2 sum = texture(from, p).rg * 4.0;
  sum += texture(from, p + vec2(d.x, 0)).rg * 2.0 + texture(from, p - vec2(d.x, 0)).rg * 2.0;
  sum += texture(from, p + vec2(0, d.y)).rg * 2.0 + texture(from, p - vec2(0, d.y)).rg * 2.0;
  sum += texture(from, p + d).rg + texture(from, p - d).rg + texture(from, p + vec2(d.x, -d.y)).rg + texture(from, p - vec2(d.x, -d.y)).rg;
  vec2 inside = step(box.xy, at) * step(at, box.xy + box.zw);
  return sum / 16.0 * inside.x * inside.y;
}
float known() { return smoothstep(0.35, 0.85, texture(explored, at / size).r); }
vec2 sight() { return mix(mask(before, beforeBox), mask(now, nowBox), part); }
`;

/** What was never seen, what is only remembered and what lies in dim light is darkened by three amounts. */
export const fog = `${head}${noise}${masks}
uniform vec3 depth;
uniform vec3 deep;
uniform float darkness;
void main() {
  float dark = darkness;
  if (fogged) {
    float old = known();
    vec2 seen = sight() * mix(1.0, old, step(0.99, depth.x));
    dark = mix(mix(depth.x, depth.y, old), depth.z, smoothstep(0.0, 0.8, seen.g));
    dark = mix(dark, 0.0, smoothstep(0.0, 0.9, seen.r));
  }
  colour = vec4((deep + 0.018 * cloud(at * 0.4)) * dark, dark);
}`;

/** Light of a torch: what is under it is made brighter and takes its colour. */
export const glow = `${head}${masks}
uniform vec3 tint;
uniform float bright;
uniform float power;
void main() {
  float far = length(uv - 0.5) * 2.0;
  float light = 1.0 - smoothstep(bright * 0.35, 1.0, far);
  vec2 inside = step(0.0, at) * step(at, size);
  light *= inside.x * inside.y;
  if (fogged) light *= smoothstep(0.1, 0.9, sight().g);
  colour = vec4(tint * light * light * power, 0.0);
}`;
