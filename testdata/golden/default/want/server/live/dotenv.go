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

// parseEnv reads the text of a .env file: NAME=value lines with optional
// "export", quotes and comments, any line ending, a BOM or none. The last of two
// equal names wins, as in a shell. Errors name path and line and never show the
// line itself, which may hold a secret.
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
			return nil, fmt.Errorf("%s: this line is not NAME=value; put # before a comment", from)
		}
		value, err := parseValue(match[2])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", from, err)
		}
		settings[match[1]] = setting{value: value, from: from}
	}
	return settings, nil
}

// parseValue reads what follows the equals sign. Single quotes keep every
// character, double quotes know \n, \" and \\, and without quotes a comment
// starts at a # that follows white space.
func parseValue(text string) (string, error) {
	trimmed := strings.Trim(text, " \t")
	if trimmed == "" || (trimmed[0] != '"' && trimmed[0] != '\'') {
		plain := regexp.MustCompile(`[ \t]#.*$`).ReplaceAllString(text, "")
		return strings.Trim(plain, " \t"), nil
	}
	quoted := regexp.MustCompile(`^(?:'([^']*)'|"((?:[^"\\]|\\.)*)")[ \t]*(?:#.*)?$`).FindStringSubmatch(trimmed)
	if quoted == nil {
		return "", fmt.Errorf("the quotes do not match; close them, with only a # comment behind")
	}
	if trimmed[0] == '\'' {
		return quoted[1], nil
	}
	return strings.NewReplacer(`\n`, "\n", `\"`, `"`, `\\`, `\`).Replace(quoted[2]), nil
}
