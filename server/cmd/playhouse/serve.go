package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"playhouse/server/app"
	"playhouse/server/assistant"
	"playhouse/server/llm"
	"playhouse/server/provider"
	"playhouse/server/telemetry"
)

const (
	defaultListen   = ":8080"
	defaultOps      = "127.0.0.1:9464"
	defaultBotPause = 600 * time.Millisecond
)

// newServe runs the server.
func newServe() *cobra.Command {
	var (
		c     app.Config
		level string
	)
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the server: page, API and, unless DATABASE_URL is set, an embedded Postgres",
		Long: `Run the server: page, API and, unless DATABASE_URL is set, an embedded Postgres.

Every flag can be given by environment too: --data-dir as PLAYHOUSE_DATA_DIR and
so on; a flag wins. DATABASE_URL names a Postgres (14 or newer) to use instead of
the embedded one, as postgres://user:password@host:5432/name. Several servers may
share one: NATS_URL, as nats://host:4222, lets them hear of each other at once.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := configure(cmd, &c, &level); err != nil {
				return err
			}
			if c.OpsListen == defaultOps && !cmd.Flags().Changed("ops-listen") && taken(cmd.Context(), defaultOps) {
				c.OpsListen = "off" // a second server on this machine; nobody asked for this port
			}
			return serve(cmd.Context(), c)
		},
	}
	serveFlags(cmd.Flags(), &c, &level)
	return cmd
}

// serveFlags are the settings of a server.
func serveFlags(f *pflag.FlagSet, c *app.Config, level *string) {
	f.StringVar(&c.Listen, "listen", defaultListen, "address of page and API")
	f.StringVar(&c.OpsListen, "ops-listen", defaultOps, "address of metrics and profiles; off for none")
	f.StringVar(&c.DataDir, "data-dir", "", "folder of the embedded database and the logs (default: playhouse in your data folder)")
	f.StringVar(&c.PostgresBin, "postgres-bin", "", "folder with postgres and initdb, for the embedded database")
	f.StringVar(&c.Content, "content", "", "folder with your own content, one folder of CSV files a game")
	f.StringVar(&c.Files, "files", "", "place for the files of campaigns: file:///FOLDER or s3://BUCKET?region=REGION (default: a folder in --data-dir)")
	f.Int64Var(&c.CampaignQuota, "campaign-quota", 0, "bytes of files that a campaign may have (default 5 GiB)")
	f.StringVar(&c.PublicURL, "public-url", "", "how people reach the page, if not by --listen: https://HOST")
	f.StringSliceVar(&c.Origins, "origin", nil, "another origin whose pages may call the API: https://HOST (may be repeated)")
	f.StringSliceVar(&c.ImageHosts, "image-hosts", nil, "hosts whose pictures pages may show, for printed cards of baseball: cards.example,*.cards.example (none by default)")
	f.StringVar(&c.LLM.Provider, "llm-provider", llm.Offline, "language model that helps to write behaviors: openai (any endpoint that speaks its protocol: Ollama, vLLM, llama.cpp), anthropic, or offline for none; its key is read from "+llm.KeyVariable)
	f.StringVar(&c.LLM.URL, "llm-url", "", "address of the language model, for example http://localhost:11434/v1 (default: its maker's)")
	f.StringVar(&c.LLM.ModelName, "llm-model", "", "the language model, as its provider names it")
	f.Int32Var(&c.LLMQuota, "llm-quota", assistant.QuotaDefault, "wishes and questions that a user has a day")
	f.IntVar(&c.Worlds.PerUser, "worlds-per-user", app.WorldsPerUserDefault, "arena: in how many worlds of one user time may pass at once")
	f.IntVar(&c.Worlds.All, "worlds", app.WorldsDefault, "arena: in how many worlds time may pass at once on this server")
	f.Int32Var(&c.Worlds.GuestAgents, "guest-agents", app.GuestAgentsDefault, "arena: how many agents a world of a guest may have")
	f.StringVar(&c.SignIn.DiscordID, "discord-id", "", "client id of an application at Discord, so that people can sign in there; its secret is read from "+app.DiscordVariable)
	f.StringArrayVar(&c.SignIn.OIDC, "oidc", nil, "an OpenID Connect provider to sign in at: NAME=ISSUER,CLIENT ID (may be repeated, or divided by semicolons); its secret is read from PLAYHOUSE_OIDC_NAME_SECRET")
	f.StringSliceVar(&c.TrustedProxies, "trusted-proxy", nil, "network of a proxy whose X-Forwarded-For is believed: 10.0.0.0/8 (may be repeated)")
	f.StringVar(&c.TLSCert, "tls-cert", "", "certificate file, for TLS without a proxy")
	f.StringVar(&c.TLSKey, "tls-key", "", "key file of --tls-cert")
	f.StringVar(level, "log-level", "info", "what the terminal shows: debug, info, warn, error")
	f.DurationVar(&c.BotPause, "bot-pause", defaultBotPause, "how long bots think")
	f.DurationVar(&c.AbsentAfter, "absent-after", 30*time.Second, "how long a ready player may be disconnected in a lobby")
	f.BoolVar(&c.Unlimited, "unlimited", false, "no rate limits, and none of arena's: for benchmarks on your own machine")
}

// configure completes the settings from the environment.
func configure(cmd *cobra.Command, c *app.Config, level *string) error {
	if err := fromEnvironment(cmd.Flags(), os.Environ()); err != nil {
		return err
	}
	if err := c.LogLevel.UnmarshalText([]byte(*level)); err != nil {
		return fmt.Errorf("--log-level %q is not a level: use debug, info, warn or error", *level)
	}
	c.DatabaseURL, c.NATSURL = os.Getenv("DATABASE_URL"), os.Getenv("NATS_URL")
	return takeSecrets(c)
}

// takeSecrets reads what must stand on no command line, and takes it out of the
// environment: it is for this process, and not for its children.
func takeSecrets(c *app.Config) error {
	take := func(name string) (llm.Secret, error) { return llm.Secret(os.Getenv(name)), os.Unsetenv(name) }
	c.SignIn.Secrets = map[string]llm.Secret{}
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if !provider.SecretVariable.MatchString(name) {
			continue
		}
		secret, err := take(name)
		if err != nil {
			return err
		}
		c.SignIn.Secrets[name] = secret
	}
	var err error
	if c.SignIn.DiscordSecret, err = take(app.DiscordVariable); err != nil {
		return err
	}
	c.LLM.Key, err = take(llm.KeyVariable)
	return err
}

// isSecret is true for what takeSecrets reads.
func isSecret(name string) bool {
	return name == llm.KeyVariable || name == app.DiscordVariable || provider.SecretVariable.MatchString(name)
}

const (
	envPrefix = "PLAYHOUSE_"
	// keyVariable is a player's, for playhouse play; who plays may serve, too.
	keyVariable = envPrefix + "KEY"
)

// fromEnvironment sets the flags that were not given from PLAYHOUSE_*, and
// refuses names that no flag has: a misspelt setting must not be ignored.
func fromEnvironment(f *pflag.FlagSet, environment []string) error {
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, envPrefix) || name == keyVariable || isSecret(name) {
			continue
		}
		flag := f.Lookup(strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(name, envPrefix), "_", "-")))
		if flag == nil {
			return fmt.Errorf("the environment has %s, which is no setting: see playhouse %s", name, "serve --help")
		}
		if flag.Changed {
			continue
		}
		if err := f.Set(flag.Name, value); err != nil {
			return fmt.Errorf("%s=%q: %w", name, value, err)
		}
	}
	return nil
}

func serve(ctx context.Context, c app.Config) error {
	if err := c.Check(); err != nil {
		return err
	}
	if err := os.MkdirAll(c.DataDir, 0o700); err != nil {
		return fmt.Errorf("cannot make the data folder: choose another with --data-dir (%w)", err)
	}
	log, err := telemetry.OpenLog(os.Stderr, c.LogLevel, filepath.Join(c.DataDir, "logs"))
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	slog.SetDefault(log.Logger)
	a, err := app.Run(ctx, c, log.Logger)
	if err != nil {
		return err
	}
	defer a.Close()
	fmt.Printf("Playhouse is open at %s\n", a.URL)
	select {
	case <-ctx.Done():
		fmt.Println("Playhouse is closing; everything that was answered is kept.")
		return nil
	case err := <-a.Failed():
		return err
	}
}

// newMigrate brings a database up to date and ends.
func newMigrate() *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Bring the database named by DATABASE_URL up to date and end (serve does it too)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			address := os.Getenv("DATABASE_URL")
			if address == "" {
				return errors.New("set DATABASE_URL to postgres://user:password@host:5432/name; the embedded database is migrated by serve")
			}
			return app.Migrate(cmd.Context(), address)
		},
	}
}
