# The dashboard as a container: docker build --tag minerals . ; docker run --read-only --publish 8501:8501 minerals
FROM python:3.12-slim

WORKDIR /srv/minerals
COPY pyproject.toml uv.lock ./
RUN pip install --no-cache-dir uv && uv sync --locked --no-group dev --no-cache --compile-bytecode

COPY .streamlit .streamlit
COPY app.py ./
COPY loaders loaders
COPY pages pages
COPY data data
RUN .venv/bin/python -m compileall -q app.py loaders pages && mkdir -m 1777 /var/cache/minerals

# Nothing is written but files for other versions, in the cache folder. HOME is for libraries that look for settings of their own.
ENV CACHE_FOLDER=/var/cache/minerals HOME=/tmp PYTHONUNBUFFERED=1
VOLUME /var/cache/minerals
USER 10001:10001
EXPOSE 8501
HEALTHCHECK --interval=10s --start-period=30s CMD [".venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/healthz')"]
CMD [".venv/bin/uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8501", "--no-proxy-headers", "--no-access-log", "--timeout-graceful-shutdown", "10"]
