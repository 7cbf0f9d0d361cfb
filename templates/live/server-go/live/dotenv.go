package live

import (
	"fmt"
	"regexp"
	"strings"
)

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
