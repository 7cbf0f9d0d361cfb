package syntax

import (
	"fmt"
)

func tooLarge() Text {
	return Text{"en": "larger than 1 MiB", "zh-CN": "大于 1 MiB"}
}

func notUTF8() Text {
	return Text{"en": "not UTF-8 text: save the file as UTF-8", "zh-CN": "不是 UTF-8 文本：请存为 UTF-8 编码"}
}

func secondDocument() Text {
	return Text{
		"en":    "a second document begins here: one is all it may have",
		"zh-CN": "这里开始了第二个 YAML 文档：只能有一个",
	}
}

// notYAML passes on what the parser says, which has English only.
func notYAML(fault string) Text {
	return Text{"en": fault, "zh-CN": "YAML 或 JSON 语法有误，请检查这里的缩进、引号和冒号"}
}

func hasGitMarkers() Text {
	return Text{"en": "git's conflict markers stand here", "zh-CN": "这里有 git 的冲突标记"}
}

func noAnchor(name string) Text {
	return Text{
		"en":    fmt.Sprintf("no anchor &%s stands before this", name),
		"zh-CN": fmt.Sprintf("前面没有锚点 &%s", name),
	}
}

func notPairs() Text {
	return Text{"en": "want keys with values here", "zh-CN": "这里应是成对的名称和值"}
}

func notYAMLText(value string) Text {
	return Text{
		"en":    value + " is no text to YAML: put it in quotes",
		"zh-CN": value + " 在 YAML 里不是文本：请加引号",
	}
}

func wantText() Text {
	return Text{"en": "want text here", "zh-CN": "这里应是文本"}
}

func noValue() Text {
	return Text{"en": "no value: write '' for an empty answer", "zh-CN": "没有值：要留空请写 ''"}
}

func notAnAnswer() Text {
	return Text{
		"en":    "an answer is text, true or false: no list, no keys",
		"zh-CN": "值只能是文本、true 或 false，不能是列表或嵌套",
	}
}
