# docker build -t atelier . && docker run --init … : see docs/operation/README.md
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MPLCONFIGDIR=/tmp/matplotlib
WORKDIR /srv/atelier

COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

# Compiled here, since who runs it may write nothing beside its data.
COPY run.py .
COPY bot bot
COPY fakecord fakecord
COPY locales locales
RUN python -m compileall -q run.py bot fakecord \
    && python -c "from bot.i18n.catalogue import compile_all; compile_all()" \
    && useradd --system --uid 10001 --home-dir /srv/atelier --shell /usr/sbin/nologin atelier \
    && install -d -o atelier -g atelier -m 700 data

USER atelier
VOLUME ["/srv/atelier/data"]

# No HEALTHCHECK: Docker starts nothing again for it. A bot that cannot go on ends, and `--restart on-failure` sees that.
# In exec form, so that SIGTERM reaches the bot, which stops in order within 5 s.
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "run.py"]
CMD ["run"]
