// Reads lines `P <pattern>` and `T <text>`, both in hexadecimal UTF-8; answers each T with 1 or 0, a bad P with E.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	var pattern *regexp.Regexp
	for lines.Scan() {
		line := lines.Text()
		text, err := hex.DecodeString(line[2:])
		if err != nil {
			panic(err)
		}
		if line[0] == 'P' {
			if pattern, err = regexp.Compile(string(text)); err != nil {
				fmt.Println("E", err)
			}
		} else if pattern != nil && pattern.Match(text) {
			fmt.Println("1")
		} else {
			fmt.Println("0")
		}
	}
}
