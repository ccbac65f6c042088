// Puts the README's own blocks of code where "README: <heading>, <number>" stands, so that what a reader
// copies is what is built here.

def blocks = [:].withDefault { [] }
def heading = null
def block = null
new File(readme).eachLine('UTF-8') { line ->
  if (block != null) {
    if (line == '```') {
      blocks[heading] << block.join('\n')
      block = null
    } else {
      block << line
    }
  } else if (line ==~ /```(java|xml)/) {
    block = []
  } else if (line.startsWith('## ')) {
    heading = line.substring(3)
  }
}

def used = new HashSet()
def place = ~/(?m)^( *)(?:\/\/|<!--) README: (.+), (\d)(?: -->)?$/
def withBlocks = { File file ->
  file.setText(file.getText('UTF-8').replaceAll(place) { all, indent, from, number ->
    assert blocks.containsKey(from) && blocks[from].size() >= (number as int) :
        "README.md has no block of code number $number under \"$from\", which ${file.name} wants."
    used << [from, number as int]
    // The servers of the examples are played by one on this machine.
    blocks[from][(number as int) - 1]
        .replaceAll(/"https:\/\/\w+\.example\.com/, 'Application.server() + "')
        .readLines().collect { it.isEmpty() ? it : indent + it }.join('\n')
  }, 'UTF-8')
}

withBlocks(new File(basedir, 'pom.xml'))
def sources = new File(basedir, 'src/main/java')
sources.eachFileRecurse(groovy.io.FileType.FILES, withBlocks)

blocks.each { from, list ->
  list.eachWithIndex { text, i ->
    assert used.contains([from, i + 1]) :
        "Nothing here builds block of code number ${i + 1} under \"$from\" of README.md."
  }
}

// Both modules are the same application.
['class-path', 'module-path'].each { module ->
  sources.eachFileRecurse(groovy.io.FileType.FILES) { file ->
    def copy = new File(basedir, "$module/src/main/java/" + sources.toPath().relativize(file.toPath()))
    copy.parentFile.mkdirs()
    copy.bytes = file.bytes
  }
}
return true
