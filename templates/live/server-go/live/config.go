package live

import (
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Config is what a server has to know, complete and checked.
type Config struct {
	Production bool   // ENV: every login is checked by WeChat, every signature is real
	Host       string // HOST to listen on
	Port       int    // PORT; 0 takes any free one

	WXAppID     string // WX_APPID of the mini-program
	WXAppSecret Secret // WX_APPSECRET; empty: development logins
	WXAPIURL    string // WX_API_URL, without a slash at the end

	SDKAppID  uint32 // SDKAPPID of Tencent Cloud; 0: not set
	SecretKey Secret // SECRETKEY of that SDKAppID
	LocalKey  Secret // signs for this server's own use where SecretKey is not set; empty: made up. No setting: for a server beside another

	PushDomain string // PUSH_DOMAIN of CSS
	PushKey    Secret // PUSH_KEY: authentication key of the push domain
	PlayDomain string // PLAY_DOMAIN of CSS
	PlayKey    Secret // PLAY_KEY; empty: play URLs are not signed
	MediaURL   string // MEDIA_URL: media server to use instead of CSS
	MediaFLV   string // MEDIA_FLV: where its FLV is; empty: at port 8000 of the same host
	MediaKey   Secret // MEDIA_KEY that it checks addresses with; empty: they are not signed

	Operators      []string       // OPERATORS: userIDs that may mute and ban in every room
	SeatsOpen      bool           // SEATS: whether add_anchor needs no grant
	RoomAway       time.Duration  // ROOM_AWAY: how long a room waits for its host; 0: three minutes
	StateDir       string         // STATE_DIR of what outlives the server; empty: nothing does
	TrustedProxies []netip.Prefix // TRUSTED_PROXIES, which say whom they ask for

	// Unknown lists the lines (path:line) whose name means nothing here: mostly typing errors.
	Unknown []string
	// Exposed is the path of .env when others than its owner can read or write it.
	Exposed string
}

// Missing names the settings that keep the server from being complete, in the
// order of the README.
func (c Config) Missing() []string {
	missing := []string{}
	note := func(name string, set bool) {
		if !set {
			missing = append(missing, name)
		}
	}
	note("WX_APPID", c.WXAppID != "")
	note("WX_APPSECRET", c.WXAppSecret != "")
	note("SDKAPPID", c.SDKAppID != 0)
	note("SECRETKEY", c.SecretKey != "")
	note("PUSH_DOMAIN", c.PushDomain != "" || c.MediaURL != "")
	note("PUSH_KEY", c.PushKey != "" || c.MediaURL != "")
	note("PLAY_DOMAIN", c.PlayDomain != "" || c.MediaURL != "")
	return missing
}

// roomAway is how long a room waits for its host.
func (c Config) roomAway() time.Duration {
	if c.RoomAway == 0 {
		return 3 * time.Minute
	}
	return c.RoomAway
}

// stateDir is where a server in dir keeps its state.
func stateDir(dir, setting string) string {
	switch {
	case setting == "none":
		return ""
	case filepath.IsAbs(setting):
		return setting
	default:
		return filepath.Join(dir, setting)
	}
}

// parseNetworks reads addresses and networks in CIDR form between commas.
func parseNetworks(list string) (networks []netip.Prefix, err error) {
	for _, text := range strings.Split(list, ",") {
		text = strings.TrimSpace(text)
		network, err := netip.ParsePrefix(text)
		if err != nil {
			ip, err := netip.ParseAddr(text)
			if err != nil {
				return nil, err
			}
			network = netip.PrefixFrom(ip, ip.BitLen())
		}
		networks = append(networks, network.Masked())
	}
	return networks, nil
}

// Load reads the settings of the server in dir: lookup (os.LookupEnv) beats
// dir/.env, which beats dir/defaults.env. Neither file has to exist, and an empty
// value counts as none. Settings that the server refuses come back as a
// *ConfigError, a line that is none as an *EnvError; any other error is about a
// file and names it.
func Load(dir string, lookup func(string) (string, bool)) (Config, error) {
	settings, unknown, err := readSettings(dir, lookup)
	if err != nil {
		return Config{}, err
	}
	if err := check(settings); err != nil {
		return Config{}, err
	}
	value := func(name string) string { return settings[name].value }
	// The rules have seen these values: no conversion can fail.
	port, _ := strconv.Atoi(value("PORT"))
	sdkAppID, _ := strconv.ParseUint(value("SDKAPPID"), 10, 32)
	away, _ := strconv.Atoi(value("ROOM_AWAY"))
	proxies, _ := parseNetworks(value("TRUSTED_PROXIES"))
	return Config{
		Production:  value("ENV") == "production",
		Host:        value("HOST"),
		Port:        port,
		WXAppID:     value("WX_APPID"),
		WXAppSecret: Secret(value("WX_APPSECRET")),
		WXAPIURL:    strings.TrimSuffix(value("WX_API_URL"), "/"),
		SDKAppID:    uint32(sdkAppID),
		SecretKey:   Secret(value("SECRETKEY")),
		PushDomain:  value("PUSH_DOMAIN"),
		PushKey:     Secret(value("PUSH_KEY")),
		PlayDomain:  value("PLAY_DOMAIN"),
		PlayKey:     Secret(value("PLAY_KEY")),
		MediaURL:    strings.TrimSuffix(value("MEDIA_URL"), "/"),
		MediaFLV:    strings.TrimSuffix(value("MEDIA_FLV"), "/"),
		MediaKey:    Secret(value("MEDIA_KEY")),

		Operators:      names(value("OPERATORS")),
		SeatsOpen:      value("SEATS") == "open",
		RoomAway:       time.Duration(away) * time.Second,
		StateDir:       stateDir(dir, value("STATE_DIR")),
		TrustedProxies: proxies,

		Unknown: unknown,
		Exposed: exposed(filepath.Join(dir, ".env")),
	}, nil
}

// names reads a setting that names several things.
func names(value string) []string {
	if value == "" {
		return nil
	}
	return strings.Split(value, ",")
}

// readSettings lays the sources over one another and lists the lines of the
// files that set an unknown name.
func readSettings(dir string, lookup func(string) (string, bool)) (map[string]setting, []string, error) {
	settings := map[string]setting{}
	for _, rule := range rules() {
		settings[rule.name] = setting{value: rule.fallback}
	}
	var unknown []string
	for _, name := range []string{"defaults.env", ".env"} {
		read, err := readEnv(filepath.Join(dir, name))
		if err != nil {
			return nil, nil, err
		}
		for name, line := range read {
			if _, known := settings[name]; !known {
				unknown = append(unknown, line.from)
			} else if line.value != "" {
				settings[name] = line
			}
		}
	}
	slices.Sort(unknown)
	for name := range settings {
		if value, ok := lookup(name); ok && value != "" {
			settings[name] = setting{value: value, from: FromEnvironment}
		}
	}
	return settings, unknown, nil
}

func readEnv(path string) (map[string]setting, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the settings cannot be read: %w", err)
	}
	return parseEnv(path, string(text))
}

// exposed returns the path of a file that others than its owner can read or
// write, else "". On Windows the mode of a file says nothing about that.
func exposed(path string) string {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0 {
		return ""
	}
	return path
}

// setting is the value of one name and the place it was read from, for messages.
type setting struct {
	value string
	from  string
}

// EnvError is a line of a .env file that cannot be read. It does not show the
// line, which may hold a secret.
type EnvError struct {
	From   string // path:line
	Reason Reason // ReasonLine or ReasonQuotes
}

func (e *EnvError) Error() string {
	if e.Reason == ReasonQuotes {
		return e.From + ": the quotes do not match; close them, with only a # comment behind"
	}
	return e.From + ": this line is not NAME=value; put # before a comment"
}

// parseEnv reads the text of a .env file: NAME=value lines with optional
// "export", quotes and comments, any line ending, a BOM or none. The last of two
// equal names wins, as in a shell. An error is an *EnvError.
func parseEnv(path, text string) (map[string]setting, error) {
	assignment := regexp.MustCompile(`^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=(.*)$`)
	settings := map[string]setting{}
	for i, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if content := strings.Trim(line, " \t"); content == "" || content[0] == '#' {
			continue
		}
		from := fmt.Sprintf("%s:%d", path, i+1)
		match := assignment.FindStringSubmatch(line)
		if match == nil {
			return nil, &EnvError{from, ReasonLine}
		}
		value, ok := parseValue(match[2])
		if !ok {
			return nil, &EnvError{from, ReasonQuotes}
		}
		settings[match[1]] = setting{value: value, from: from}
	}
	return settings, nil
}

// parseValue reads what follows the equals sign. Single quotes keep every
// character, double quotes know \n, \" and \\, and without quotes a comment
// starts at a # that follows white space. It is not ok if quotes do not match.
func parseValue(text string) (value string, ok bool) {
	trimmed := strings.Trim(text, " \t")
	if trimmed == "" || (trimmed[0] != '"' && trimmed[0] != '\'') {
		plain := regexp.MustCompile(`[ \t]#.*$`).ReplaceAllString(text, "")
		return strings.Trim(plain, " \t"), true
	}
	quoted := regexp.MustCompile(`^(?:'([^']*)'|"((?:[^"\\]|\\.)*)")[ \t]*(?:#.*)?$`).FindStringSubmatch(trimmed)
	if quoted == nil {
		return "", false
	}
	if trimmed[0] == '\'' {
		return quoted[1], true
	}
	return strings.NewReplacer(`\n`, "\n", `\"`, `"`, `\\`, `\`).Replace(quoted[2]), true
}
