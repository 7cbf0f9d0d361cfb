package live

import (
	"fmt"
	"regexp"
	"strings"
)

// rule says what a setting may be. The patterns are also valid in JavaScript.
type rule struct {
	name     string
	fallback string // value when no source has one
	pattern  string // of a value; not of networks, which parseNetworks reads
	say      string // completes "NAME ..."
	hint     string
}

const domainPattern = `^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`

// rules lists every setting, in the order of the README.
func rules() []rule {
	return []rule{
		{"ENV", "development", `^(development|production)$`, "is neither development nor production", "write one of the two words"},
		{"HOST", "127.0.0.1", `^[A-Za-z0-9.:_-]+$`, "is not an address to listen on", "127.0.0.1 is this computer alone, 0.0.0.0 the whole network"},
		{"PORT", "8080", `^([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$`, "is not a port", "a number from 1 to 65535"},
		{"WX_APPID", "", `^(wx[0-9a-f]{16}|touristappid)$`, "is not an AppID", `"wx" and 16 lower-case hex digits: 微信公众平台 > 开发管理 > 开发设置`},
		{"WX_APPSECRET", "", `^[0-9a-f]{32}$`, "is not an AppSecret", "32 lower-case hex digits: 微信公众平台 > 开发管理 > 开发设置"},
		{"WX_API_URL", "https://api.weixin.qq.com", `^https?://[A-Za-z0-9.:_-]+/?$`, "is not the address of WeChat's API", "normally leave it out; http://api.weixin.qq.com inside 微信云托管"},
		{"SDKAPPID", "", `^([1-9][0-9]{7,8}|[1-3][0-9]{9})$`, "is not an SDKAppID", "8 to 10 digits: 腾讯云控制台 > 实时音视频 > 应用管理"},
		{"SECRETKEY", "", `^[0-9a-f]{64}$`, "is not the key of an SDKAppID", "64 lower-case hex digits, beside the SDKAppID in the console"},
		{"PUSH_DOMAIN", "", domainPattern, "is not a domain name", "the name alone, such as push.example.com"},
		{"PUSH_KEY", "", `^[!-~]{1,128}$`, "is not an authentication key", "云直播控制台 > 域名管理 > 推流配置 > 推流鉴权, without spaces"},
		{"PLAY_DOMAIN", "", domainPattern, "is not a domain name", "the name alone, such as play.example.com"},
		{"PLAY_KEY", "", `^[!-~]{1,128}$`, "is not an authentication key", "云直播控制台 > 域名管理 > 访问控制 > Key 防盗链, without spaces"},
		{"MEDIA_URL", "", `^rtmp://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9_-]+/?$`, "is not the address of a media server", "such as rtmp://192.168.1.2/live"},
		{"MEDIA_FLV", "", `^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9_-]+/?$`, "is not where a media server has its FLV", "such as http://192.168.1.2:8000/live"},
		{"MEDIA_KEY", "", `^[!-~]{16,128}$`, "is too short or no key", "16 to 128 letters, digits and signs, the same in the settings of the media server"},
		{"OPERATORS", "", `^[A-Za-z0-9_-]{1,32}(,[A-Za-z0-9_-]{1,32})*$`, "is no list of users", "userIDs with commas between them, without spaces"},
		{"SEATS", "granted", `^(granted|open)$`, "is neither granted nor open", "open lets clients sit down that agree without the server"},
		{"ROOM_AWAY", "180", `^([2-9][0-9]|[1-9][0-9]{2}|[12][0-9]{3}|3[0-5][0-9]{2}|3600)$`, "is no number of seconds from 20 to 3600", "180 are three minutes"},
		{"STATE_DIR", ".state", `^[^\x00-\x1f]+$`, "is no folder", "a path, from the folder of the server on; none keeps nothing on disk"},
		{"TRUSTED_PROXIES", "127.0.0.1, ::1", "", "is no list of addresses", "addresses and networks between commas, such as 127.0.0.1, 10.0.0.0/8"},
	}
}

func (r rule) allows(value string) bool {
	if r.name == "TRUSTED_PROXIES" {
		_, err := parseNetworks(value)
		return err == nil
	}
	return regexp.MustCompile(r.pattern).MatchString(value)
}

// Refusal is one reason why the settings are refused.
type Refusal struct {
	Name   string // of the setting
	From   string // path:line or FromEnvironment; empty when the setting is missing
	Reason Reason // for a program that has words of its own
	Say    string // sentence without the name
	Hint   string // next step
}

// FromEnvironment is the place of settings that no file holds.
const FromEnvironment = "the environment"

// Reason tells refusals apart.
type Reason string

// What can be wrong with a setting, and with a line of a .env file.
const (
	ReasonForm    Reason = "form"    // the value is none that the setting takes
	ReasonAppID   Reason = "appid"   // WX_APPSECRET without its WX_APPID
	ReasonDomain  Reason = "domain"  // PLAY_DOMAIN is PUSH_DOMAIN
	ReasonMissing Reason = "missing" // ENV=production needs it
	ReasonLine    Reason = "line"    // the line is not NAME=value
	ReasonQuotes  Reason = "quotes"  // the quotes of the line do not match
)

// ConfigError lists everything that is wrong with the settings. It shows no value.
type ConfigError struct {
	Refusals []Refusal
}

func (e *ConfigError) Error() string {
	var text strings.Builder
	text.WriteString("the settings of the server are not usable")
	for _, r := range e.Refusals {
		fmt.Fprintf(&text, "\n  %s", r.Name)
		if r.From != "" {
			fmt.Fprintf(&text, " in %s", r.From)
		}
		fmt.Fprintf(&text, " %s\n    hint: %s", r.Say, r.Hint)
	}
	return text.String()
}

// check compares the settings with the rules and with one another.
func check(settings map[string]setting) error {
	var refusals []Refusal
	refuse := func(name string, reason Reason, say, hint string) {
		refusals = append(refusals, Refusal{name, settings[name].from, reason, say, hint})
	}
	for _, rule := range rules() {
		if value := settings[rule.name].value; value != "" && !rule.allows(value) {
			refuse(rule.name, ReasonForm, rule.say, rule.hint)
		}
	}
	appID, push := settings["WX_APPID"].value, settings["PUSH_DOMAIN"].value
	if settings["WX_APPSECRET"].value != "" && !strings.HasPrefix(appID, "wx") {
		refuse("WX_APPSECRET", ReasonAppID, "has no AppID that it belongs to", "set WX_APPID to the AppID of the same mini-program")
	}
	if push != "" && strings.EqualFold(push, settings["PLAY_DOMAIN"].value) {
		refuse("PLAY_DOMAIN", ReasonDomain, "is the push domain too", "CSS wants two names: one to push to, one to play from")
	}
	if settings["ENV"].value == "production" {
		for _, name := range []string{"WX_APPID", "WX_APPSECRET", "SDKAPPID", "SECRETKEY"} {
			if settings[name].value == "" {
				refuse(name, ReasonMissing, "is not set, and ENV=production needs it", "put it into server/.env or the environment")
			}
		}
	}
	if refusals != nil {
		return &ConfigError{Refusals: refusals}
	}
	return nil
}
