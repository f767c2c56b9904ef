"""``python -m imreport`` is ``imreport``."""

from imreport.cli import main

if __name__ == "__main__":
    main()
