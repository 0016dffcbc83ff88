/** The house style for Mantine: brass on ink, or brass and ink on paper. */
import { createTheme, type CSSVariablesResolver, defaultVariantColorsResolver, type MantineColorsTuple } from "@mantine/core";

// Shades 4 (dark theme) and 8 (light theme) carry text: both keep 4.5:1.
const brass: MantineColorsTuple = [
  "#fbf4e4", "#f3e6c8", "#e6cf9b", "#d9b976", "#c8a15a", "#b38a42", "#96712f", "#835f22", "#6f4e17", "#53390e",
];
const velvet: MantineColorsTuple = [
  "#fbeef2", "#f0d6de", "#dfaebd", "#cd839a", "#b85c79", "#9c4262", "#82334f", "#6a2740", "#54203a", "#3b1f2b",
];
const ink: MantineColorsTuple = [
  "#f3ead9", "#d9ccb8", "#b9ab98", "#8d8072", "#5a4e45", "#40362f", "#302822", "#241e1a", "#1b1613", "#14110f",
];

// Mantine paints the light theme's quiet parts with grays: here they are paper.
const paper: MantineColorsTuple = [
  "#fbf6eb", "#efe5d1", "#e3d6bb", "#d3c3a2", "#b9a680", "#8f7d5c", "#6f6046", "#574a36", "#3d3325", "#241d14",
];

export const theme = createTheme({
  colors: { brass, velvet, dark: ink, gray: paper },
  primaryColor: "brass",
  primaryShade: { light: 8, dark: 4 },
  // Filled is brass with ink, or its light counterpart: the tokens keep the contrast.
  variantColorResolver: (input) => {
    const usual = defaultVariantColorsResolver(input);
    if (input.variant !== "filled" || (input.color && input.color !== "brass")) return usual;
    return { ...usual, background: "var(--brass)", hover: "var(--brass-bright)", color: "var(--on-brass)" };
  },
  white: "#fffaf0",
  black: "#14110f",
  fontFamily: '"Source Sans 3 Variable", system-ui, sans-serif',
  headings: { fontFamily: '"Gloock", Georgia, serif', fontWeight: "400" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontSizes: { xs: "0.82rem", sm: "0.92rem", md: "1rem", lg: "1.12rem", xl: "1.3rem" },
});

/** Mantine's own roles, led back to the house's tokens in ui/styles.css. */
const roles = {
  "--mantine-color-body": "var(--ground)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-soft)",
  "--mantine-color-placeholder": "var(--ink-soft)",
  "--mantine-color-default": "var(--raised)",
  "--mantine-color-default-hover": "var(--higher)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-anchor": "var(--brass)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-disabled": "var(--sunken)",
  "--mantine-color-disabled-color": "var(--ink-soft)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-primary-color-filled": "var(--brass)",
  "--mantine-primary-color-filled-hover": "var(--brass-bright)",
  "--mantine-primary-color-contrast": "var(--on-brass)",
  "--mantine-primary-color-light-color": "var(--brass)",
  "--mantine-color-brass-outline": "var(--brass)",
  "--mantine-color-brass-text": "var(--brass)",
  "--mantine-color-brass-light-color": "var(--brass)",
};

export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles });
