import subprocess
import sys
sys.exit(subprocess.call(['./b.sh']))
